/** Tests of the cost package. */
@NullMarked
package io.bitwright.simulator.cost;

import org.jspecify.annotations.NullMarked;
