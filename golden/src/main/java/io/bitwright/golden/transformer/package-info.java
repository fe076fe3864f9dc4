/** The reference decoder: what a model computes, with its integer products left to a kernel. */
@NullMarked
package io.bitwright.golden.transformer;

import org.jspecify.annotations.NullMarked;
