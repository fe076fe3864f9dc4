/** Closed-form times of the kernels of a graphics processor; docs/gpu.md derives them. */
@NullMarked
package io.bitwright.simulator.timing.gpu;

import org.jspecify.annotations.NullMarked;
