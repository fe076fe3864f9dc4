/**
 * Generated RTL as standard cells: mapped, simulated event by event with what the unit really works
 * on, and the energy and area of that.
 */
@NullMarked
package io.bitwright.testbench.gatelevel;

import org.jspecify.annotations.NullMarked;
