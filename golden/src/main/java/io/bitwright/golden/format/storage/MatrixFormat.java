package io.bitwright.golden.format.storage;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;

/**
 * How a matrix is stored: its values, which of them share a scale, and how scales and zero points
 * are stored. {@link NumberFormat} is the word that users write for the values alone.
 */
public sealed interface MatrixFormat permits FixedRateFormat, TernaryDictionaryFormat {

  /** What it is called: {@code int4/g128/fp16}. */
  String label();

  /**
   * The format that a matrix unit meets when it multiplies such weights: integers in the narrowest
   * of int4 and int8 that holds them; what has no integers (codebooks, binary coding) is decoded to
   * bf16 before.
   */
  NumberFormat arithmetic();

  /**
   * The format of a label: codes, which values share a scale, and how scales are stored, as in
   * {@code bcq-3/g128/fp16}. Left out, the granularity is the usual one of the codes (tensor; row
   * for bcq, g64 for nf4 and nf2, no scale for floating point) and the scales are fp32. Every word
   * of {@link NumberFormat} that {@link #of} takes means the same here.
   *
   * @throws SpecException naming what is allowed
   */
  static MatrixFormat parse(String label) {
    return FormatLabel.parse(label);
  }

  /** The first words of labels: {@code int4}, {@code nf4}. */
  static List<String> codes() {
    return FormatLabel.codeWords();
  }

  /**
   * A number format in its plainest form: integers with one fp32 scale for the whole matrix,
   * floating-point numbers without.
   *
   * @throws SpecException if no weights are stored in the format
   */
  static CodedFormat of(NumberFormat format) {
    return switch (format) {
      case BINARY -> new BinaryFormat(Granularity.TENSOR, PlainScales.FP32);
      case TERNARY ->
          new TernaryFormat(TernaryFormat.Packing.TWO_BITS, Granularity.TENSOR, PlainScales.FP32);
      case INT4 -> IntegerFormat.symmetric(4, Granularity.TENSOR, PlainScales.FP32);
      case INT8 -> IntegerFormat.symmetric(8, Granularity.TENSOR, PlainScales.FP32);
      case FP8 -> FloatingPointFormat.unscaled(FloatEncoding.E4M3);
      case BF16 -> FloatingPointFormat.unscaled(FloatEncoding.BF16);
      case FP16 -> FloatingPointFormat.unscaled(FloatEncoding.FP16);
      case FP32 -> FloatingPointFormat.unscaled(FloatEncoding.FP32);
      case INT16, INT32 ->
          throw new SpecException(
              "no weights are stored as "
                  + format
                  + "; allowed are binary, ternary, int4, int8 and floating-point formats");
    };
  }
}
