package io.bitwright.golden.format.storage;

import io.bitwright.spec.format.Codebook;
import io.bitwright.spec.format.NumberFormat;

/**
 * The level of a codebook times the scale.
 *
 * <p>Source: QLoRA (arXiv 2305.14314) section 3, 4-bit NormalFloat, blocks of 64 with {@link
 * DoubleQuantisedScales}; LoftQ (arXiv 2310.08659) section 2.1 for 2 bits.
 */
public record CodebookFormat(Codebook codebook, Granularity granularity, ScaleStorage scales)
    implements CodedFormat {
  /**
   * @throws IllegalArgumentException if the levels are integers: those are an {@link IntegerFormat}
   */
  public CodebookFormat {
    if (codebook.isInteger()) {
      throw new IllegalArgumentException(codebook + " is no codebook of fractions");
    }
  }

  /** The 4-bit NormalFloat of QLoRA: blocks of 64, double quantisation. */
  public static CodebookFormat qlora() {
    return new CodebookFormat(Codebook.NF4, Granularity.group(64), DoubleQuantisedScales.QLORA);
  }

  @Override
  public int codeBits() {
    return codebook.codeBits();
  }

  @Override
  public float value(int code, float[] scales, int first, int zeroPoint) {
    return (float) codebook.level(code) * scales[first];
  }

  @Override
  public NumberFormat arithmetic() {
    return NumberFormat.BF16;
  }

  @Override
  public String label() {
    return codebook.label() + scaleLabel();
  }
}
