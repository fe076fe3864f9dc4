/** The record of what generated units take of FPGAs, as synthesis found it. */
@NullMarked
package io.bitwright.simulator.area.record;

import org.jspecify.annotations.NullMarked;
