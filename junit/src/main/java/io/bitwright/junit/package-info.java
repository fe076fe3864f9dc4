/**
 * Co-simulation as tests of JUnit 5.14 or 6: {@link io.bitwright.junit.Cosim} on a method of a test
 * class holds generated RTL against golden kernel and simulator.
 */
@NullMarked
package io.bitwright.junit;

import org.jspecify.annotations.NullMarked;
