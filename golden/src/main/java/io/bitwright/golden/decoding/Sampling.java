package io.bitwright.golden.decoding;

import io.bitwright.spec.SpecException;

/**
 * Sampling from a softmax whose tail is cut off: temperature, then the K most likely tokens (Fan et
 * al. 2018, arXiv 1805.04833, section 5), then of these the smallest set of the most likely ones
 * whose probabilities add up to P or more (nucleus, Holtzman et al. 2020, arXiv 1904.09751, section
 * 3.1); what is left is scaled to a sum of 1. The order is that of Hugging Face's transformers.
 * Equal logits count as falling with the token's id; exactly K tokens are left.
 *
 * @param temperature divides the logits; above 0, at most {@value #HIGHEST_TEMPERATURE}
 * @param topK tokens that are left, at least 1; {@link #ALL_TOKENS} or any number from the size of
 *     the vocabulary leaves all
 * @param topP probability that is left, above 0; 1 leaves all
 */
public record Sampling(double temperature, int topK, double topP) implements TokenChoice {
  /** A {@code topK} that leaves all tokens of any vocabulary. */
  public static final int ALL_TOKENS = Integer.MAX_VALUE;

  /** Above it all tokens are about as likely. */
  public static final int HIGHEST_TEMPERATURE = 1000;

  /** The softmax itself. */
  public static final Sampling PLAIN = new Sampling(1, ALL_TOKENS, 1);

  /**
   * Checks the numbers.
   *
   * @throws SpecException if one is out of its range
   */
  public Sampling {
    if (!(temperature > 0 && temperature <= HIGHEST_TEMPERATURE)) {
      throw new SpecException(
          "temperature must be above 0 and at most %s, got %s"
              .formatted(HIGHEST_TEMPERATURE, temperature));
    }
    if (topK < 1) {
      throw new SpecException("top-k must be at least 1, got " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new SpecException("top-p must be above 0 and at most 1, got " + topP);
    }
  }

  @Override
  public double[] probabilities(float[] logits) {
    int[] ranked = TokenRanking.best(logits, Math.min(topK, logits.length));
    double[] weights = new double[ranked.length];
    double largest = logits[ranked[0]];
    double total = 0;
    for (int rank = 0; rank < ranked.length; rank++) {
      weights[rank] = StrictMath.exp((logits[ranked[rank]] - largest) / temperature);
      total += weights[rank];
    }
    int kept = ranked.length;
    double keptTotal = total;
    if (topP < 1) {
      kept = 0;
      keptTotal = 0;
      while (kept < ranked.length && (kept == 0 || keptTotal < topP * total)) {
        keptTotal += weights[kept++];
      }
    }
    double[] probabilities = new double[logits.length];
    for (int rank = 0; rank < kept; rank++) {
      probabilities[ranked[rank]] = weights[rank] / keptTotal;
    }
    return probabilities;
  }
}
