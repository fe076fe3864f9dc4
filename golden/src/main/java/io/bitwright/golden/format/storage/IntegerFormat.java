package io.bitwright.golden.format.storage;

import io.bitwright.spec.format.NumberFormat;

/**
 * Integers of 2 to 8 bits. Symmetric: the code in two's complement times the scale. Asymmetric:
 * {@code (code - zero point) * scale} with an unsigned code and a zero point of as many bits.
 *
 * <p>Source: Krishnamoorthi, Quantizing deep convolutional networks (arXiv 1806.08342) sections 2.1
 * and 2.2.
 */
public record IntegerFormat(
    int bits, boolean asymmetric, Granularity granularity, ScaleStorage scales)
    implements CodedFormat {
  /**
   * @throws IllegalArgumentException if the bits are not 2 to 8, or nothing has a scale
   */
  public IntegerFormat {
    if (bits < 2 || bits > 8 || granularity.equals(Granularity.NONE)) {
      throw new IllegalArgumentException(
          "int%d per %s; allowed are 2 to 8 bits with a scale".formatted(bits, granularity));
    }
  }

  /** Without zero points. */
  public static IntegerFormat symmetric(int bits, Granularity granularity, ScaleStorage scales) {
    return new IntegerFormat(bits, false, granularity, scales);
  }

  /** With a zero point a group. */
  public static IntegerFormat asymmetric(int bits, Granularity granularity, ScaleStorage scales) {
    return new IntegerFormat(bits, true, granularity, scales);
  }

  @Override
  public int codeBits() {
    return bits;
  }

  @Override
  public int zeroPointBits() {
    return asymmetric ? bits : 0;
  }

  /** The code of an integer: itself, or its two's complement. */
  public int code(int integer) {
    return integer & ((1 << bits) - 1);
  }

  @Override
  public float value(int code, float[] scales, int first, int zeroPoint) {
    int unused = Integer.SIZE - bits;
    int integer = asymmetric ? code - zeroPoint : code << unused >> unused;
    return integer * scales[first];
  }

  @Override
  public NumberFormat arithmetic() {
    return bits <= NumberFormat.INT4.registerBits() ? NumberFormat.INT4 : NumberFormat.INT8;
  }

  @Override
  public String label() {
    return "int" + bits + (asymmetric ? "-asymmetric" : "") + scaleLabel();
  }
}
