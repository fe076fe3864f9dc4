package io.bitwright.golden.unit;

/** The arithmetic of docs/units/rounding.md: from a wide fixed-point number to a narrow integer. */
public final class FixedPoint {
  private static final int MOST_SHIFT = 63;

  private FixedPoint() {}

  /**
   * {@code value / 2^shift}, rounded to the nearest integer, ties to the even one.
   *
   * @param shift 0 to 63
   */
  public static long roundHalfToEven(long value, int shift) {
    if (shift < 0 || shift > MOST_SHIFT) {
      throw new IllegalArgumentException("shift " + shift + " is not from 0 to " + MOST_SHIFT);
    }
    if (shift == 0) {
      return value;
    }
    long floor = value >> shift;
    long rest = value - (floor << shift); // 0 to 2^shift - 1, unsigned
    int toHalf = Long.compareUnsigned(rest, 1L << (shift - 1));
    boolean up = toHalf > 0 || (toHalf == 0 && (floor & 1) == 1);
    return up ? floor + 1 : floor;
  }

  /**
   * The nearest integer of so many bits, two's complement.
   *
   * @param width bits, 1 to 63
   */
  public static long saturate(long value, int width) {
    if (width < 1 || width >= Long.SIZE) {
      throw new IllegalArgumentException("no integer of " + width + " bits");
    }
    long highest = (1L << (width - 1)) - 1;
    return Math.clamp(value, -highest - 1, highest);
  }
}
