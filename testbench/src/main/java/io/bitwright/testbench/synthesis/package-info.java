/**
 * Area and speed of generated modules by Yosys and nextpnr, and the record they are held against.
 */
@NullMarked
package io.bitwright.testbench.synthesis;

import org.jspecify.annotations.NullMarked;
