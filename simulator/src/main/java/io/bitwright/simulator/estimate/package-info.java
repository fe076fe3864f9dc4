/** The cost of a workload on an accelerator, put together from all other stages. */
@NullMarked
package io.bitwright.simulator.estimate;

import org.jspecify.annotations.NullMarked;
