@NullMarked
package io.bitwright.testbench.verilator;

import org.jspecify.annotations.NullMarked;
