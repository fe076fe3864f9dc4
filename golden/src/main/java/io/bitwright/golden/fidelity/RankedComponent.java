package io.bitwright.golden.fidelity;

/**
 * A linear layer and what it costs to bring it, and no other, into a format.
 *
 * @param layer such as {@code layers.0.self_attn.q_proj}
 * @param weights how many it has, N x K
 * @param bitsPerWeight of this layer in the format
 * @param divergence of the model from the one it was made from
 */
public record RankedComponent(
    String layer, long weights, double bitsPerWeight, Divergence divergence) {}
