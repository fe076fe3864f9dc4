/** Which part of an operator runs where and in which order. */
@NullMarked
package io.bitwright.simulator.mapping;

import org.jspecify.annotations.NullMarked;
