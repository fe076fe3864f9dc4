package io.bitwright.golden.unit;

/**
 * Tokens of fixed-point values to int8 with one scale each: {@code s = max(1, max|x|)} and {@code q
 * = rint(127 x / s)}, ties to even, as docs/units/absmax_quantizer.md defines it.
 *
 * <p>The same as {@link io.bitwright.golden.quantiser.AbsmaxActivationQuantiser}, in integers.
 */
public final class AbsmaxQuantizer {
  private static final int LARGEST = 127;

  private AbsmaxQuantizer() {}

  /**
   * A quantised token: the fixed-point value is {@code values[k] * scale / 127} up to rounding.
   *
   * @param values int8 values, -127 to 127
   * @param scale s, 1 to 2^31
   */
  // Plain arrays; nobody compares two of these.
  @SuppressWarnings("ArrayRecordComponent")
  public record QuantizedToken(byte[] values, long scale) {}

  /**
   * Quantises one token.
   *
   * @param token K values, at least 0 of them; not written to
   */
  public static QuantizedToken quantize(int[] token) {
    long scale = 1;
    for (int value : token) {
      scale = Math.max(scale, Math.abs((long) value));
    }
    byte[] values = new byte[token.length];
    for (int k = 0; k < token.length; k++) {
      values[k] = quantize(token[k], scale);
    }
    return new QuantizedToken(values, scale);
  }

  private static byte quantize(int value, long scale) {
    long numerator = LARGEST * Math.abs((long) value);
    long quotient = numerator / scale;
    long twiceTheRest = 2 * (numerator % scale);
    boolean up = twiceTheRest > scale || (twiceTheRest == scale && quotient % 2 == 1);
    long magnitude = quotient + (up ? 1 : 0);
    return (byte) (value < 0 ? -magnitude : magnitude);
  }
}
