package io.bitwright.golden.fidelity;

/** What logits say of tokens; in fp64 with {@link StrictMath}. */
final class TokenLikelihood {
  private TokenLikelihood() {}

  /** The natural logarithm of a token's probability. */
  static double logProbability(float[] logits, int token) {
    float largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp((double) logit - largest);
    }
    return (double) logits[token] - largest - StrictMath.log(sum);
  }

  /** The token of the largest logit; of equal ones the lowest. */
  static int mostLikely(float[] logits) {
    int best = 0;
    for (int token = 1; token < logits.length; token++) {
      if (logits[token] > logits[best]) {
        best = token;
      }
    }
    return best;
  }
}
