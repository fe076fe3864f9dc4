/** The exact cycles of the generated stream units, the units that are no matrix units. */
@NullMarked
package io.bitwright.simulator.timing.unit;

import org.jspecify.annotations.NullMarked;
