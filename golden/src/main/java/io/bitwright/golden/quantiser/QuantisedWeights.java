package io.bitwright.golden.quantiser;

import io.bitwright.golden.format.IntegerWeights;

/**
 * A quantised matrix: the real weight is {@code integer * scale} up to rounding.
 *
 * @param scale g, greater than 0, one for the whole matrix
 */
public record QuantisedWeights(IntegerWeights integers, float scale) {}
