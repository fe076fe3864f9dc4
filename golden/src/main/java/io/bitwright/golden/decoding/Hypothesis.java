package io.bitwright.golden.decoding;

import java.util.Arrays;

/**
 * A text that a beam search follows.
 *
 * @param tokens the new tokens
 * @param logProbability of them together, natural logarithm, at most 0
 */
// Made for one search, and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Hypothesis(int[] tokens, double logProbability) {
  static final Hypothesis EMPTY = new Hypothesis(new int[0], 0);

  /** With a token more. */
  Hypothesis with(int token, double logProbabilityOfAll) {
    int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
    longer[tokens.length] = token;
    return new Hypothesis(longer, logProbabilityOfAll);
  }

  int lastToken() {
    return tokens[tokens.length - 1];
  }

  /** What hypotheses of all lengths are compared by: {@code logProbability / length^penalty}. */
  double score(double lengthPenalty) {
    return logProbability / StrictMath.pow(tokens.length, lengthPenalty);
  }
}
