package io.bitwright.golden.checkpoint.model;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one layer of a decoder-only transformer.
 *
 * @param inputNorm of attention: before it, or after it where norms stand behind their parts (OPT)
 * @param query queryWidth x width
 * @param key keyValueWidth x width
 * @param value keyValueWidth x width
 * @param attentionSubNorm before the output projection (BitNet), else null
 * @param output width x queryWidth
 * @param postAttentionNorm of the feed-forward part; null where both share one (Phi)
 * @param gate inner width x width; null without a gate
 * @param up inner width x width
 * @param feedForwardSubNorm before the down projection (BitNet), else null
 * @param down width x inner width
 */
public record TransformerLayerWeights(
    NormWeights inputNorm,
    LinearWeights query,
    LinearWeights key,
    LinearWeights value,
    @Nullable NormWeights attentionSubNorm,
    LinearWeights output,
    @Nullable NormWeights postAttentionNorm,
    @Nullable LinearWeights gate,
    LinearWeights up,
    @Nullable NormWeights feedForwardSubNorm,
    LinearWeights down) {}
