/** Tests of the energy package. */
@NullMarked
package io.bitwright.simulator.energy;

import org.jspecify.annotations.NullMarked;
