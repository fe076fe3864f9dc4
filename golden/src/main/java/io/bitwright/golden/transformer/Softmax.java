package io.bitwright.golden.transformer;

/** Softmax of part of an array, in place; exponentials by {@link StrictMath}, the sum in fp64. */
final class Softmax {
  private Softmax() {}

  /** Turns the elements from {@code first} on, times {@code scale}, into probabilities. */
  static void apply(float[] scores, int first, float scale) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int j = first; j < scores.length; j++) {
      scores[j] *= scale;
      largest = Math.max(largest, scores[j]);
    }
    double sum = 0;
    for (int j = first; j < scores.length; j++) {
      scores[j] = (float) StrictMath.exp(scores[j] - largest);
      sum += scores[j];
    }
    float reciprocal = (float) (1 / sum);
    for (int j = first; j < scores.length; j++) {
      scores[j] *= reciprocal;
    }
  }
}
