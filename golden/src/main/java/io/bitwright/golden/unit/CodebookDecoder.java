package io.bitwright.golden.unit;

import io.bitwright.spec.format.Codebook;

/**
 * Codes and scales to weights: {@code saturate(round_half_to_even(level * scale / 2^fraction))}, as
 * docs/units/codebook_decoder.md defines it.
 *
 * @param codebook what the codes stand for
 * @param levelWidth bits of a fixed-point level
 * @param fraction bits that a product is shifted right, 0 to 63
 * @param outputWidth bits of a weight, 2 to 32
 */
public record CodebookDecoder(Codebook codebook, int levelWidth, int fraction, int outputWidth) {
  /**
   * One weight.
   *
   * @param code an unsigned number of as many bits as the codebook's codes have
   * @param scale an unsigned number
   * @throws IllegalArgumentException if the code or the scale is none
   */
  public int decode(int code, int scale) {
    if (code < 0 || code >= codebook.codes() || scale < 0) {
      throw new IllegalArgumentException(
          "%d is no code of %s, or %d no scale".formatted(code, codebook, scale));
    }
    long product = (long) codebook.fixedPointLevel(code, levelWidth) * scale;
    return (int) FixedPoint.saturate(FixedPoint.roundHalfToEven(product, fraction), outputWidth);
  }
}
