/** Design spaces evaluated: every point, a sample or a search, and the Pareto front of them. */
@NullMarked
package io.bitwright.app.exploration;

import org.jspecify.annotations.NullMarked;
