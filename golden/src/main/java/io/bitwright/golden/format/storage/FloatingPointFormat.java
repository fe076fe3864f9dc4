package io.bitwright.golden.format.storage;

import io.bitwright.spec.format.NumberFormat;

/**
 * Floating-point numbers, as they are or times a scale.
 *
 * <p>Source of scales for 8 bits: FP8 Formats for Deep Learning (arXiv 2209.05433) section 3.
 */
public record FloatingPointFormat(
    FloatEncoding encoding, Granularity granularity, ScaleStorage scales) implements CodedFormat {

  /** Without scales. */
  public static FloatingPointFormat unscaled(FloatEncoding encoding) {
    return new FloatingPointFormat(encoding, Granularity.NONE, PlainScales.FP32);
  }

  @Override
  public int codeBits() {
    return encoding.bits();
  }

  @Override
  public float value(int code, float[] scales, int first, int zeroPoint) {
    float value = encoding.decode(code);
    return granularity.equals(Granularity.NONE) ? value : value * scales[first];
  }

  @Override
  public NumberFormat arithmetic() {
    return switch (encoding) {
      case E4M3, E5M2 -> NumberFormat.FP8;
      case BF16 -> NumberFormat.BF16;
      case FP16 -> NumberFormat.FP16;
      case FP32 -> NumberFormat.FP32;
    };
  }

  @Override
  public String label() {
    return (encoding.bits() == Byte.SIZE ? "fp8-" : "") + encoding.label() + scaleLabel();
  }
}
