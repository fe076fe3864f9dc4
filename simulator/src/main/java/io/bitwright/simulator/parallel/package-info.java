/** A model's work spread over the chips of a pod: shares, places, steps of training, inference. */
@NullMarked
package io.bitwright.simulator.parallel;

import org.jspecify.annotations.NullMarked;
