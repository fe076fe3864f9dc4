package io.bitwright.spec.unit;

import io.bitwright.spec.SpecException;

/**
 * The numbers of a BitLinear layer in fixed point: docs/units/bit_linear.md.
 *
 * @param norm K, values, gains, and what the norm gives to the quantiser
 * @param scaleWidth bits of an unsigned mantissa of a scale, at least 1
 * @param outputWidth bits of a signed result, at least 2
 */
public record BitLinearFormat(RmsNormFormat norm, int scaleWidth, int outputWidth) {
  private static final int LARGEST_INT8 = 127;

  /** Bits of a product of a sum and its factor at most. */
  public static final int MOST_BITS = 63;

  /**
   * Checks the numbers against each other.
   *
   * @throws SpecException if a product of a sum and its factor could have more bits than there are
   */
  public BitLinearFormat {
    int bits = sumBits(norm) + factorBits(norm, scaleWidth);
    if (bits > MOST_BITS) {
      throw new SpecException(
          "a sum of %d products times its factor needs %d bits; at most %d"
              .formatted(norm.length(), bits, MOST_BITS));
    }
  }

  /** Bits of a sum of K products of weights from -1 to 1 and quantised values, -127 to 127. */
  public int sumBits() {
    return sumBits(norm);
  }

  /** Bits of a token's scale times a mantissa, unsigned. */
  public int factorBits() {
    return factorBits(norm, scaleWidth);
  }

  private static int sumBits(RmsNormFormat norm) {
    return Long.SIZE - Long.numberOfLeadingZeros((long) LARGEST_INT8 * norm.length()) + 1;
  }

  private static int factorBits(RmsNormFormat norm, int scaleWidth) {
    return norm.output().width() - 1 + scaleWidth;
  }
}
