/** Energy as reports show it: by component, by source, and against the power limit. */
@NullMarked
package io.bitwright.app.energy;

import org.jspecify.annotations.NullMarked;
