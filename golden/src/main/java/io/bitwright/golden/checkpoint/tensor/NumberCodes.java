package io.bitwright.golden.checkpoint.tensor;

/**
 * The floating-point formats of weights as bits: BF16 is the upper half of fp32; E4M3 and E5M2 are
 * those of Micikevicius et al. 2022 (arXiv 2209.05433, section 3, table 1).
 */
public final class NumberCodes {
  private static final int E4M3_NAN = 0x7F;
  private static final int E4M3_BIAS = 7;
  private static final int E4M3_MANTISSA_BITS = 3;

  private NumberCodes() {}

  public static float bfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** The nearest BF16 number, ties to even; not for NaN. */
  public static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int roundedUp = bits + 0x7FFF + ((bits >>> 16) & 1);
    return (short) (roundedUp >>> 16);
  }

  /** E5M2: the upper half of fp16. */
  public static float e5m2(byte bits) {
    return Float.float16ToFloat((short) (bits << 8));
  }

  /** E4M3: without infinities, NaN where all bits but the sign are set. */
  public static float e4m3(byte bits) {
    int magnitude = bits & 0x7F;
    if (magnitude == E4M3_NAN) {
      return Float.NaN;
    }
    int exponent = magnitude >> E4M3_MANTISSA_BITS;
    int mantissa = magnitude & 7;
    float value =
        exponent == 0
            ? Math.scalb((float) mantissa, 1 - E4M3_BIAS - E4M3_MANTISSA_BITS)
            : Math.scalb(8f + mantissa, exponent - E4M3_BIAS - E4M3_MANTISSA_BITS);
    return bits < 0 ? -value : value;
  }

  /** The nearest E5M2 number, ties to even; infinite if it is too large. Not for NaN. */
  public static byte toE5m2(float value) {
    return nearest(value, 0x7C, NumberCodes::e5m2);
  }

  /** The nearest E4M3 number, ties to even; NaN if it is too large. Not for NaN. */
  public static byte toE4m3(float value) {
    return nearest(value, E4M3_NAN, NumberCodes::e4m3);
  }

  /** Codes of one sign rise with their values, so that the nearest is found by halving. */
  private static byte nearest(float value, int beyond, Decoder decoder) {
    int sign = Float.floatToRawIntBits(value) < 0 ? 0x80 : 0;
    double magnitude = Math.abs(value);
    int low = 0;
    int high = beyond;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (decoder.value((byte) middle) <= magnitude) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double below = decoder.value((byte) low);
    double above =
        high == beyond ? 2 * below - decoder.value((byte) (low - 1)) : decoder.value((byte) high);
    double middle = (below + above) / 2;
    boolean up = magnitude > middle || (magnitude == middle && (low & 1) == 1);
    return (byte) (sign | (up ? high : low));
  }

  /** What a code stands for. */
  private interface Decoder {
    float value(byte bits);
  }
}
