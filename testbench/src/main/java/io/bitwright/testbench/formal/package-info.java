/** Formal proofs: what holds of a unit for all inputs, in all cycles. */
@NullMarked
package io.bitwright.testbench.formal;

import org.jspecify.annotations.NullMarked;
