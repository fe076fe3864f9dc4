/** What SCALE-Sim counts for a product on its array, in closed form, beside our own units. */
@NullMarked
package io.bitwright.simulator.scalesim;

import org.jspecify.annotations.NullMarked;
