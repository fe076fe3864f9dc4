package io.bitwright.simulator.area;

import java.util.Arrays;

/**
 * By how much a model misses synthesis, as shares of what synthesis found.
 *
 * @param mean of the magnitudes
 * @param largest of them
 * @param samples how many were compared
 */
public record RelativeError(double mean, double largest, int samples) {
  /** Nothing to compare, or nothing missed. */
  static final RelativeError NONE = new RelativeError(0, 0, 0);

  /**
   * The error of predictions.
   *
   * @param found what was measured, as many; where it is 0 the error is 0 if that was predicted, or
   *     else 1
   */
  static RelativeError of(double[] predicted, double[] found) {
    if (found.length == 0) {
      return NONE;
    }
    double[] errors = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      errors[i] =
          Math.abs(predicted[i] - found[i])
              / (found[i] == 0 ? Math.max(1, predicted[i]) : found[i]);
    }
    return new RelativeError(
        Arrays.stream(errors).average().orElse(0),
        Arrays.stream(errors).max().orElse(0),
        found.length);
  }
}
