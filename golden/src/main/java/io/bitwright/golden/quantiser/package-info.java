/**
 * Quantisers: from floating-point weights and activations to the integers that kernels multiply.
 */
@NullMarked
package io.bitwright.golden.quantiser;

import org.jspecify.annotations.NullMarked;
