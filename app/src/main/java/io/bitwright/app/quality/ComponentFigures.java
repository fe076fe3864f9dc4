package io.bitwright.app.quality;

import io.bitwright.golden.fidelity.RankedComponent;

/**
 * A linear layer alone in a format, all others as they were trained.
 *
 * @param layer such as {@code layers.0.self_attn.q_proj}
 * @param weights how many it has
 */
record ComponentFigures(
    String layer,
    long weights,
    double bitsPerWeight,
    double firstDivergentToken,
    double divergentTokens,
    double divergentPerplexity) {

  static ComponentFigures of(RankedComponent component) {
    return new ComponentFigures(
        component.layer(),
        component.weights(),
        component.bitsPerWeight(),
        component.divergence().firstDivergentToken(),
        component.divergence().divergentTokens(),
        component.divergence().divergentPerplexity());
  }
}
