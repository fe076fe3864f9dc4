/** External programs: found, run with a time limit, and named with their package when missing. */
@NullMarked
package io.bitwright.testbench.tool;

import org.jspecify.annotations.NullMarked;
