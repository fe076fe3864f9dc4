/** Cited energy tables: what one action costs, and which source says so. */
@NullMarked
package io.bitwright.energy;

import org.jspecify.annotations.NullMarked;
