/** RTL values held against the golden kernel, RTL cycles against the simulator. */
@NullMarked
package io.bitwright.testbench.cosim;

import org.jspecify.annotations.NullMarked;
