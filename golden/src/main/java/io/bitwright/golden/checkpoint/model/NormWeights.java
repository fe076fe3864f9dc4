package io.bitwright.golden.checkpoint.model;

import org.jspecify.annotations.Nullable;

/**
 * A norm as it was trained; Gemma's gain is 1 more than what is stored here. Arrays are not to be
 * written to.
 *
 * @param gain one of each value
 * @param bias one of each value, or null
 */
// Kernels run over plain rows; nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record NormWeights(float[] gain, float @Nullable [] bias) {}
