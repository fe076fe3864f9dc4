/** Matrix units: cycles, exactly as the generated RTL takes them. */
@NullMarked
package io.bitwright.simulator.timing.matrix;

import org.jspecify.annotations.NullMarked;
