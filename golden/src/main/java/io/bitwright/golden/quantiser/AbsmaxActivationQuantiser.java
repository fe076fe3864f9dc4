package io.bitwright.golden.quantiser;

import io.bitwright.spec.SpecException;

/**
 * Per-token absmax quantisation to int8: {@code s = max|x|}, at least 1e-5, and {@code q =
 * clamp(rint(127 x / s), -128, 127)}, ties to even.
 *
 * <p>Source: BitNet (arXiv 2310.11453) section 2.1 and BitNet b1.58 (arXiv 2402.17764) section 2:
 * absmax per token to [-Q_b, Q_b], without zero point. Q_b = 127, the floor and the clamp are those
 * of the authors' own code (The Era of 1-bit LLMs: Training Tips, Code and FAQ, github
 * microsoft/unilm).
 */
public final class AbsmaxActivationQuantiser implements ActivationQuantiser {
  private static final float SMALLEST_MAGNITUDE = 1e-5f;

  @Override
  public QuantisedActivations quantise(float[][] rows) {
    byte[][] values = new byte[rows.length][];
    float[] magnitudes = new float[rows.length];
    for (int m = 0; m < rows.length; m++) {
      magnitudes[m] = Math.max(largestMagnitude(rows[m], m), SMALLEST_MAGNITUDE);
      values[m] = quantise(rows[m], magnitudes[m]);
    }
    return new QuantisedActivations(values, magnitudes);
  }

  private static float largestMagnitude(float[] row, int m) {
    float largest = 0;
    for (int k = 0; k < row.length; k++) {
      if (!Float.isFinite(row[k])) {
        throw new SpecException("activation [" + m + ", " + k + "] is " + row[k] + ", not finite");
      }
      largest = Math.max(largest, Math.abs(row[k]));
    }
    return largest;
  }

  private static byte[] quantise(float[] row, float magnitude) {
    byte[] values = new byte[row.length];
    for (int k = 0; k < row.length; k++) {
      values[k] = quantise(row[k], magnitude);
    }
    return values;
  }

  /**
   * One value. The product is exact in fp64 and no quotient of two fp32 numbers but a true tie
   * rounds to a tie, so this is the real quotient, rounded once.
   */
  static byte quantise(float value, float magnitude) {
    return (byte) Math.clamp(Math.rint(127.0 * value / magnitude), Byte.MIN_VALUE, Byte.MAX_VALUE);
  }
}
