package io.bitwright.golden.decoding;

/** Natural logarithms of a softmax, in fp64 with {@link StrictMath}. */
public final class LogSoftmax {
  private LogSoftmax() {}

  /** Of all tokens. */
  static double[] of(float[] logits) {
    double largest = logits[TokenRanking.mostLikely(logits)];
    double logSum = logSum(logits, largest);
    double[] logProbabilities = new double[logits.length];
    for (int token = 0; token < logits.length; token++) {
      logProbabilities[token] = logits[token] - largest - logSum;
    }
    return logProbabilities;
  }

  /** Of one token. */
  public static double of(float[] logits, int token) {
    double largest = logits[TokenRanking.mostLikely(logits)];
    return logits[token] - largest - logSum(logits, largest);
  }

  private static double logSum(float[] logits, double largest) {
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - largest);
    }
    return StrictMath.log(sum);
  }
}
