package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.IntegerFormat;

/**
 * The values that a group of integers can take. Symmetric: scale {@code max|w| / (2^(b-1) - 1)}.
 * Asymmetric: scale {@code (max - min) / (2^b - 1)} and zero point {@code rint(-min / scale)}, the
 * range widened to hold 0, so that 0 stays 0.
 *
 * <p>Source: Krishnamoorthi (arXiv 1806.08342) sections 2.1 and 2.2.
 *
 * @param scale 0 if all values are 0
 */
record IntegerGrid(IntegerFormat format, float scale, int zeroPoint) {

  /** The scale that these values need, before it is stored. */
  static float scale(IntegerFormat format, float[] values) {
    if (!format.asymmetric()) {
      return WeightGroup.largestMagnitude(values) / ((1 << (format.bits() - 1)) - 1);
    }
    return (highest(values) - lowest(values)) / ((1 << format.bits()) - 1);
  }

  /** The grid of these values with their scale as it is stored. */
  static IntegerGrid of(IntegerFormat format, float[] values, float storedScale) {
    int zeroPoint = 0;
    if (format.asymmetric() && storedScale > 0) {
      int largest = (1 << format.bits()) - 1;
      zeroPoint = (int) Math.clamp(Math.rint(-lowest(values) / (double) storedScale), 0, largest);
    }
    return new IntegerGrid(format, storedScale, zeroPoint);
  }

  private static float lowest(float[] values) {
    float lowest = 0;
    for (float value : values) {
      lowest = Math.min(lowest, value);
    }
    return lowest;
  }

  private static float highest(float[] values) {
    float highest = 0;
    for (float value : values) {
      highest = Math.max(highest, value);
    }
    return highest;
  }

  /** The code of the nearest value, ties to even. */
  int code(double value) {
    int lowest = format.asymmetric() ? -zeroPoint : -(1 << (format.bits() - 1));
    int highest = lowest + (1 << format.bits()) - 1;
    double scaled = scale == 0 ? 0 : Math.rint(value / scale);
    return format.code((int) Math.clamp(scaled, lowest, highest) + zeroPoint);
  }

  /** What a code stands for. */
  float value(int code) {
    return format.value(code, new float[] {scale}, 0, zeroPoint);
  }
}
