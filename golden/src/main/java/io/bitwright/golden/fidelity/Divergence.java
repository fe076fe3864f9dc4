package io.bitwright.golden.fidelity;

import java.util.Comparator;

/**
 * How far the choices of a candidate F' are from those of a model F, on texts that F wrote.
 *
 * <p>Source: Divergent Token Metrics (arXiv 2311.01544) section 3.
 *
 * @param texts how many texts F wrote
 * @param tokens n, tokens in each of them
 * @param natsPerToken mean of -ln p'(token) over all tokens of all texts
 * @param divergentTokens SDT: tokens of a text that are not F''s choice where it reads F's text up
 *     to there; mean of the texts, 0 to n
 * @param firstDivergentToken FDT: tokens of a text before the first of these, n where there is
 *     none; mean of the texts, 0 to n
 * @param textsWithout texts of which every token is F''s choice
 */
public record Divergence(
    int texts,
    int tokens,
    double natsPerToken,
    double divergentTokens,
    double firstDivergentToken,
    int textsWithout) {
  /** By falling FDT, then rising SDT, then rising DPPL: the candidate nearest to F first. */
  public static final Comparator<Divergence> NEAREST_FIRST =
      Comparator.comparingDouble((Divergence divergence) -> -divergence.firstDivergentToken())
          .thenComparingDouble(Divergence::divergentTokens)
          .thenComparingDouble(Divergence::natsPerToken);

  /** DPPL: the perplexity of F' on F's texts, e to the nats per token. */
  public double divergentPerplexity() {
    return StrictMath.exp(natsPerToken);
  }

  /** SDT as a share of the tokens, 0 to 1. */
  public double divergentShare() {
    return divergentTokens / tokens;
  }

  /**
   * Share of tokens at which a text that has not diverged diverges: all first divergent tokens over
   * all tokens up to and with them, 0 to 1. Of texts that diverge at one rate throughout, this is
   * the most likely rate given their FDT, also where some reach their end.
   */
  public double firstDivergenceRate() {
    double first = texts - textsWithout;
    return first / (texts * firstDivergentToken + first);
  }
}
