/** Tests of the area package. */
@NullMarked
package io.bitwright.simulator.area;

import org.jspecify.annotations.NullMarked;
