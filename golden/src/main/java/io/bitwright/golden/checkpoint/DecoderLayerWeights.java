package io.bitwright.golden.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one decoder layer; matrices are rows of inputs, one row per output. Arrays are not
 * to be written to.
 *
 * @param inputNorm hiddenSize gains
 * @param query queryWidth x hiddenSize
 * @param key keyValueWidth x hiddenSize
 * @param value keyValueWidth x hiddenSize
 * @param attentionSubNorm queryWidth gains before the output projection (BitNet), else null
 * @param output hiddenSize x queryWidth
 * @param postAttentionNorm hiddenSize gains
 * @param gate intermediateSize x hiddenSize
 * @param up intermediateSize x hiddenSize
 * @param feedForwardSubNorm intermediateSize gains before the down projection (BitNet), else null
 * @param down hiddenSize x intermediateSize
 */
// Kernels run over plain rows; nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record DecoderLayerWeights(
    float[] inputNorm,
    float[][] query,
    float[][] key,
    float[][] value,
    float @Nullable [] attentionSubNorm,
    float[][] output,
    float[] postAttentionNorm,
    float[][] gate,
    float[][] up,
    float @Nullable [] feedForwardSubNorm,
    float[][] down) {}
