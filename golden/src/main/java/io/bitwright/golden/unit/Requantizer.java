package io.bitwright.golden.unit;

/**
 * Sums to narrow integers: {@code saturate(round_half_to_even(sum * mantissa / 2^shift))}, as
 * docs/units/requantizer.md defines it.
 *
 * @param sumWidth bits of a signed sum, 2 to 47
 * @param scaleWidth bits of an unsigned mantissa, 1 to 48; with those of a sum at most 63
 * @param outputWidth bits of a signed result, 2 to 32
 */
public record Requantizer(int sumWidth, int scaleWidth, int outputWidth) {
  private static final int MOST_SUM_WIDTH = 47;
  private static final int MOST_SCALE_WIDTH = 48;
  private static final int MOST_PRODUCT_WIDTH = 63;

  public Requantizer {
    if (sumWidth < 2
        || sumWidth > MOST_SUM_WIDTH
        || scaleWidth < 1
        || scaleWidth > MOST_SCALE_WIDTH
        || sumWidth + scaleWidth > MOST_PRODUCT_WIDTH
        || outputWidth < 2
        || outputWidth > Integer.SIZE) {
      throw new IllegalArgumentException(
          "sums of %d, mantissas of %d, results of %d bits"
              .formatted(sumWidth, scaleWidth, outputWidth));
    }
  }

  /**
   * One result.
   *
   * @param sum a signed number of {@code sumWidth} bits
   * @param mantissa an unsigned number of {@code scaleWidth} bits
   * @param shift 0 to 63
   * @throws IllegalArgumentException if a number has more bits than it may have
   */
  public int requantize(long sum, long mantissa, int shift) {
    if (FixedPoint.saturate(sum, sumWidth) != sum || mantissa >> scaleWidth != 0) {
      throw new IllegalArgumentException(
          "%d is not a sum of %d bits, or %d no mantissa of %d bits"
              .formatted(sum, sumWidth, mantissa, scaleWidth));
    }
    long rounded = FixedPoint.roundHalfToEven(sum * mantissa, shift);
    return (int) FixedPoint.saturate(rounded, outputWidth);
  }
}
