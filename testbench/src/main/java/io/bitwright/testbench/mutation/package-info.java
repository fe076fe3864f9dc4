/** Mutation: single faults put into the netlist of a unit, which its co-simulation must find. */
@NullMarked
package io.bitwright.testbench.mutation;

import org.jspecify.annotations.NullMarked;
