package io.bitwright.golden.transformer;

import java.util.Arrays;

/** Softmax of part of an array, in place; exponentials by {@link StrictMath}, the sum in fp64. */
final class Softmax {
  private Softmax() {}

  /**
   * Turns the scaled elements from {@code first} to {@code end} into probabilities, others to 0.
   */
  static void apply(float[] scores, int first, int end, float scale) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int j = first; j < end; j++) {
      scores[j] *= scale;
      largest = Math.max(largest, scores[j]);
    }
    double sum = 0;
    for (int j = first; j < end; j++) {
      scores[j] = (float) StrictMath.exp(scores[j] - largest);
      sum += scores[j];
    }
    float reciprocal = (float) (1 / sum);
    for (int j = first; j < end; j++) {
      scores[j] *= reciprocal;
    }
    Arrays.fill(scores, 0, first, 0);
    Arrays.fill(scores, end, scores.length, 0);
  }
}
