/** Joules of counted actions, each with the table it is priced by. */
@NullMarked
package io.bitwright.simulator.energy;

import org.jspecify.annotations.NullMarked;
