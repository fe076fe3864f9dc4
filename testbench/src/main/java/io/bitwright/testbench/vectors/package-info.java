/** Recorded runs that go with a design, so that it can be tested where Bitwright is not. */
@NullMarked
package io.bitwright.testbench.vectors;

import org.jspecify.annotations.NullMarked;
