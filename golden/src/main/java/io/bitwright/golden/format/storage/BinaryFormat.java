package io.bitwright.golden.format.storage;

import io.bitwright.spec.format.NumberFormat;

/** Code 0 is -1, code 1 is +1, times the scale. */
public record BinaryFormat(Granularity granularity, ScaleStorage scales) implements CodedFormat {

  @Override
  public int codeBits() {
    return 1;
  }

  @Override
  public float value(int code, float[] scales, int first, int zeroPoint) {
    return code == 0 ? -scales[first] : scales[first];
  }

  @Override
  public NumberFormat arithmetic() {
    return NumberFormat.BINARY;
  }

  @Override
  public String label() {
    return "binary" + scaleLabel();
  }
}
