/** Tests of the energy tables. */
@NullMarked
package io.bitwright.energy;

import org.jspecify.annotations.NullMarked;
