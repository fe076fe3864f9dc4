package io.bitwright.golden.decoding;

/** Natural logarithms of a softmax, in fp64 with {@link StrictMath}. */
final class LogSoftmax {
  private LogSoftmax() {}

  static double[] of(float[] logits) {
    double largest = logits[TokenRanking.mostLikely(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - largest);
    }
    double logSum = StrictMath.log(sum);
    double[] logProbabilities = new double[logits.length];
    for (int token = 0; token < logits.length; token++) {
      logProbabilities[token] = logits[token] - largest - logSum;
    }
    return logProbabilities;
  }
}
