/** An estimate with its energy: what a user asks for. */
@NullMarked
package io.bitwright.simulator.cost;

import org.jspecify.annotations.NullMarked;
