package io.bitwright.app.quality;

import io.bitwright.golden.fidelity.Divergence;
import io.bitwright.golden.fidelity.Perplexity;

/**
 * What a format costs: one row of the table.
 *
 * @param weights label of the weights' format; of a search what guided it
 * @param method how weights came into it
 * @param activations what the inputs of linear layers are rounded to
 * @param bitsPerWeight of the linear layers, scales and all
 * @param natsPerToken mean of -ln p of the text's tokens
 * @param perplexity e to these nats
 * @param divergentPerplexity DPPL
 * @param firstDivergentToken FDT, mean of the texts
 * @param divergentTokens SDT, mean of the texts
 * @param divergentShare SDT as a share of the tokens, 0 to 1
 * @param textsWithout texts without a divergent token
 * @param energyPerTokenJoules one more token on the accelerator, system view
 */
record FidelityFigures(
    String weights,
    String method,
    String activations,
    double bitsPerWeight,
    double natsPerToken,
    double perplexity,
    double divergentPerplexity,
    double firstDivergentToken,
    double divergentTokens,
    double divergentShare,
    int textsWithout,
    double energyPerTokenJoules) {

  static FidelityFigures of(
      String weights,
      String method,
      String activations,
      double bitsPerWeight,
      Perplexity perplexity,
      Divergence divergence,
      double energyPerTokenJoules) {
    return new FidelityFigures(
        weights,
        method,
        activations,
        bitsPerWeight,
        perplexity.natsPerToken(),
        perplexity.perToken(),
        divergence.divergentPerplexity(),
        divergence.firstDivergentToken(),
        divergence.divergentTokens(),
        divergence.divergentShare(),
        divergence.textsWithout(),
        energyPerTokenJoules);
  }
}
