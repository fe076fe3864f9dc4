/** Two stages with a double buffer between them, in closed form. */
@NullMarked
package io.bitwright.simulator.timing.pipeline;

import org.jspecify.annotations.NullMarked;
