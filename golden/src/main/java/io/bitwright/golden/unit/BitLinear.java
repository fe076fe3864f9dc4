package io.bitwright.golden.unit;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.unit.AbsmaxQuantizer.QuantizedToken;
import io.bitwright.spec.unit.BitLinearFormat;
import java.util.List;

/**
 * A BitLinear layer in fixed point, as docs/units/bit_linear.md defines it: the token is normalised
 * ({@link RmsNormalizer}) and quantised ({@link AbsmaxQuantizer}) to int8 values q of scale s; a
 * result is {@code saturate(round_half_to_even((q . w) * (s * mantissa) / 2^shift))}.
 *
 * <p>The float layer is {@link io.bitwright.golden.transformer}'s: a norm, then {@code (q . w) * g
 * * s / 127}. Source: BitNet (arXiv 2310.11453) section 2.1, BitLinear.
 */
public final class BitLinear {
  private final BitLinearFormat format;
  private final RmsNormalizer norm;
  private final Requantizer requantizer;

  /**
   * What multiplies a sum beside the token's scale: {@code mantissa / 2^shift}.
   *
   * @param mantissa an unsigned number of the format's {@code scaleWidth} bits
   * @param shift 0 to 63
   */
  public record Scale(int mantissa, int shift) {
    private static final int MOST_SHIFT = 63;

    /**
     * The scale nearest to a number; numbers below 2^-63 become 0.
     *
     * @param number at least 0
     * @param width bits of a mantissa, 1 to 30
     * @throws IllegalArgumentException if the number is negative or too large for the mantissa
     */
    public static Scale nearest(double number, int width) {
      int most = (1 << width) - 1;
      if (!(number >= 0) || Math.rint(number) > most) {
        throw new IllegalArgumentException(number + " is no scale of " + width + " bits");
      }
      int shift = MOST_SHIFT;
      while (Math.rint(Math.scalb(number, shift)) > most) {
        shift--;
      }
      return new Scale((int) Math.rint(Math.scalb(number, shift)), shift);
    }
  }

  /**
   * A layer of that format.
   *
   * @throws io.bitwright.spec.SpecException if the format needs more bits than there are
   */
  public BitLinear(BitLinearFormat format) {
    this.format = format;
    this.norm = new RmsNormalizer(format.norm());
    this.requantizer = new Requantizer(format.sumBits(), format.factorBits(), format.outputWidth());
  }

  /** The token as the products meet it: normalised, then quantised. */
  public QuantizedToken quantize(int[] token, int[] gains) {
    return AbsmaxQuantizer.quantize(norm.normalize(token, gains));
  }

  /**
   * One token.
   *
   * @param token K values, signed numbers of {@code format.norm().input()}; not written to
   * @param gains K gains, signed numbers of {@code format.norm().gain()}; not written to
   * @param weights N rows of K binary or ternary weights
   * @param scales N scales
   * @return N results, signed numbers of {@code format.outputWidth()} bits
   * @throws IllegalArgumentException if there are not K or N, or a number has too many bits
   */
  public int[] apply(int[] token, int[] gains, IntegerWeights weights, List<Scale> scales) {
    if (scales.size() != weights.outputs()) {
      throw new IllegalArgumentException(
          scales.size() + " scales for " + weights.outputs() + " outputs");
    }
    QuantizedToken quantized = quantize(token, gains);
    int[] sums = new GoldenIntegerMatmul().multiply(new byte[][] {quantized.values()}, weights)[0];
    int[] results = new int[sums.length];
    for (int n = 0; n < results.length; n++) {
      results[n] = scaled(sums[n], quantized.scale(), scales.get(n));
    }
    return results;
  }

  private int scaled(int sum, long tokenScale, Scale scale) {
    if (scale.mantissa() >> format.scaleWidth() != 0) {
      throw new IllegalArgumentException(
          scale.mantissa() + " is no mantissa of " + format.scaleWidth() + " bits");
    }
    return requantizer.requantize(sum, tokenScale * scale.mantissa(), scale.shift());
  }
}
