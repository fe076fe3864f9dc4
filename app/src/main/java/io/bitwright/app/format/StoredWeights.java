package io.bitwright.app.format;

import io.bitwright.golden.format.storage.BinaryCodingFormat;
import io.bitwright.golden.format.storage.BinaryFormat;
import io.bitwright.golden.format.storage.CodebookFormat;
import io.bitwright.golden.format.storage.FloatEncoding;
import io.bitwright.golden.format.storage.FloatingPointFormat;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import io.bitwright.golden.format.storage.TernaryDictionaryFormat;
import io.bitwright.golden.format.storage.TernaryFormat;
import io.bitwright.spec.format.NumberFormat;

/** What an estimate takes for a stored format: the format that a matrix unit meets. */
public final class StoredWeights {
  private static final int NARROW_INTEGER_BITS = 4;

  private StoredWeights() {}

  /**
   * The format that the values are multiplied in. Integers go into the narrowest of int4 and int8
   * that holds them; what has no integers (codebooks, binary coding) is decoded to bf16, without
   * cost, before it is multiplied.
   */
  public static NumberFormat arithmetic(MatrixFormat format) {
    return switch (format) {
      case BinaryFormat binary -> NumberFormat.BINARY;
      case TernaryFormat ternary -> NumberFormat.TERNARY;
      case TernaryDictionaryFormat dictionary -> NumberFormat.TERNARY;
      case IntegerFormat integer ->
          integer.bits() <= NARROW_INTEGER_BITS ? NumberFormat.INT4 : NumberFormat.INT8;
      case OutlierColumnsFormat outliers -> NumberFormat.INT8;
      case CodebookFormat codebook -> NumberFormat.BF16;
      case BinaryCodingFormat coding -> NumberFormat.BF16;
      case FloatingPointFormat floating -> arithmetic(floating.encoding());
    };
  }

  private static NumberFormat arithmetic(FloatEncoding encoding) {
    return switch (encoding) {
      case E4M3, E5M2 -> NumberFormat.FP8;
      case BF16 -> NumberFormat.BF16;
      case FP16 -> NumberFormat.FP16;
      case FP32 -> NumberFormat.FP32;
    };
  }
}
