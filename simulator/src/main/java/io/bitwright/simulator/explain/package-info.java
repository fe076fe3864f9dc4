/** Why a workload takes as long as it does, and what would make it faster. */
@NullMarked
package io.bitwright.simulator.explain;

import org.jspecify.annotations.NullMarked;
