/** Number formats of generated units whose constants golden, simulator and generator share. */
@NullMarked
package io.bitwright.spec.unit;

import org.jspecify.annotations.NullMarked;
