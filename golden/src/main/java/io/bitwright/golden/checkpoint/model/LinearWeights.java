package io.bitwright.golden.checkpoint.model;

import org.jspecify.annotations.Nullable;

/**
 * A linear layer as it was trained. Arrays are not to be written to.
 *
 * @param rows outputs x inputs
 * @param bias one of each output, or null
 */
// Kernels run over plain rows; nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record LinearWeights(float[][] rows, float @Nullable [] bias) {}
