package io.bitwright.golden.decoding;

/** With which probability each token comes next. */
@FunctionalInterface
public interface TokenChoice {

  /**
   * Probabilities of all tokens, in fp64 with {@link StrictMath}.
   *
   * @param logits of all tokens, finite
   * @return as many numbers from 0 to 1, their sum 1 but for rounding
   */
  double[] probabilities(float[] logits);

  /** All of it for the largest logit; of equal ones the lowest token. */
  static TokenChoice greedy() {
    return logits -> {
      double[] probabilities = new double[logits.length];
      probabilities[TokenRanking.mostLikely(logits)] = 1;
      return probabilities;
    };
  }
}
