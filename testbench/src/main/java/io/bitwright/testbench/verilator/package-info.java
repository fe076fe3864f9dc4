/** RTL as a shared library built by Verilator, driven in-process through its streams. */
@NullMarked
package io.bitwright.testbench.verilator;

import org.jspecify.annotations.NullMarked;
