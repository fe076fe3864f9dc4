/** Coverage: which lines of a unit's RTL its runs reach, and which bits they toggle. */
@NullMarked
package io.bitwright.testbench.coverage;

import org.jspecify.annotations.NullMarked;
