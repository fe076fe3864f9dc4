/** One chip: tiles move between memory, buffers, matrix units and vector unit. */
@NullMarked
package io.bitwright.simulator.timing.chip;

import org.jspecify.annotations.NullMarked;
