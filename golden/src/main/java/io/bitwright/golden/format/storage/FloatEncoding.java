package io.bitwright.golden.format.storage;

import java.util.Locale;

/**
 * Binary floating point of few bits: sign, exponent, fraction.
 *
 * <p>Sources: {@link #E4M3} and {@link #E5M2} are those of the OCP 8-bit Floating Point
 * Specification (OFP8) revision 1.0, and of FP8 Formats for Deep Learning (arXiv 2209.05433), table
 * 1; {@link #FP16} and {@link #FP32} are binary16 and binary32 of IEEE 754; {@link #BF16} is the
 * upper half of binary32.
 */
public enum FloatEncoding {
  /** 4 bits of exponent, no infinity, one NaN of either sign, up to 448. */
  E4M3(4, 3, 448),
  /** 5 bits of exponent, infinities and NaN as in IEEE 754, up to 57344. */
  E5M2(5, 2, 57344),
  BF16(8, 7, 0x1.FEp127),
  FP16(5, 10, 65504),
  FP32(8, 23, Float.MAX_VALUE);

  /** What becomes of values beyond the largest finite one, once rounded. */
  public enum Overflow {
    /** The largest finite value, infinities too: the saturating mode of OFP8. */
    SATURATE,
    /** Infinity, or NaN where there is none: its non-saturating mode, and IEEE 754. */
    INFINITE
  }

  private final int exponentBits;
  private final int fractionBits;
  private final double largest;

  FloatEncoding(int exponentBits, int fractionBits, double largest) {
    this.exponentBits = exponentBits;
    this.fractionBits = fractionBits;
    this.largest = largest;
  }

  /** Bits of a value. */
  public int bits() {
    return 1 + exponentBits + fractionBits;
  }

  /** The largest finite value. */
  public double largest() {
    return largest;
  }

  private int bias() {
    return (1 << (exponentBits - 1)) - 1;
  }

  private int exponentMask() {
    return (1 << exponentBits) - 1;
  }

  private int fractionMask() {
    return (1 << fractionBits) - 1;
  }

  /**
   * The nearest value's code, ties to even, saturating for 8 bits and infinite beyond: what
   * accelerators do with weights and scales.
   */
  public int encode(float value) {
    return encode(value, bits() == Byte.SIZE ? Overflow.SATURATE : Overflow.INFINITE);
  }

  /** The nearest value's code, ties to even; a NaN stays one. */
  public int encode(float value, Overflow overflow) {
    int sign = Float.floatToRawIntBits(value) < 0 ? 1 << (bits() - 1) : 0;
    if (Float.isNaN(value)) {
      return sign | notANumber();
    }
    double magnitude = Math.abs((double) value);
    int lowestExponent = 1 - bias();
    int exponent = Math.max(Math.getExponent(magnitude), lowestExponent);
    // Both scalings are by powers of two, so exact: the value is rounded once.
    double fraction = Math.rint(Math.scalb(magnitude, fractionBits - exponent));
    if (Math.scalb(fraction, exponent - fractionBits) > largest) {
      return sign | beyond(overflow);
    }
    // Adding, not joining: a fraction rounded up to the next power carries into the exponent.
    return sign | (((exponent - lowestExponent) << fractionBits) + (int) fraction);
  }

  private int beyond(Overflow overflow) {
    if (overflow == Overflow.SATURATE) {
      return this == E4M3 ? notANumber() - 1 : infinity() - 1;
    }
    return this == E4M3 ? notANumber() : infinity();
  }

  private int infinity() {
    return exponentMask() << fractionBits;
  }

  private int notANumber() {
    return this == E4M3 ? infinity() | fractionMask() : infinity() | (1 << (fractionBits - 1));
  }

  /**
   * What a code stands for; exact.
   *
   * @param code an unsigned number of {@link #bits()} bits; FP32 all of an int
   */
  public float decode(int code) {
    int exponent = (code >>> fractionBits) & exponentMask();
    int fraction = code & fractionMask();
    boolean negative = ((code >>> (bits() - 1)) & 1) == 1;
    double magnitude;
    if (exponent == exponentMask() && (this != E4M3 || fraction == fractionMask())) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      int whole = exponent == 0 ? 0 : 1 << fractionBits;
      magnitude =
          Math.scalb((double) whole + fraction, Math.max(exponent, 1) - bias() - fractionBits);
    }
    return (float) (negative ? -magnitude : magnitude);
  }

  /** The value that is stored for this one. */
  public float rounded(float value) {
    return decode(encode(value));
  }

  /** {@code e4m3}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
