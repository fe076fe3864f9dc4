package io.bitwright.golden.quantiser;

import io.bitwright.spec.SpecException;

/**
 * What a per-tensor quantiser needs to know of a matrix, each summed in fp64 and rounded to fp32.
 *
 * @param mean mean of W
 * @param meanMagnitude mean of |W|
 * @param largestMagnitude max of |W|
 */
record WeightStatistics(float mean, float meanMagnitude, float largestMagnitude) {
  /** Floor of scales, so that an all-zero matrix can be divided by its scale. */
  static final float SMALLEST_SCALE = 1e-5f;

  static WeightStatistics of(float[][] weights) {
    double sum = 0;
    double magnitudes = 0;
    float largest = 0;
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        float weight = weights[n][k];
        if (!Float.isFinite(weight)) {
          throw new SpecException("weight [" + n + ", " + k + "] is " + weight + ", not finite");
        }
        sum += weight;
        magnitudes += Math.abs(weight);
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    double count = (double) weights.length * weights[0].length;
    return new WeightStatistics((float) (sum / count), (float) (magnitudes / count), largest);
  }
}
