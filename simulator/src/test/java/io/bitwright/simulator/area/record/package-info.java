/** Tests of the record package. */
@NullMarked
package io.bitwright.simulator.area.record;

import org.jspecify.annotations.NullMarked;
