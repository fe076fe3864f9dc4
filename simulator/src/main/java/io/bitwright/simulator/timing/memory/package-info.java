/** Off-chip memories: how long a transfer takes. */
@NullMarked
package io.bitwright.simulator.timing.memory;

import org.jspecify.annotations.NullMarked;
