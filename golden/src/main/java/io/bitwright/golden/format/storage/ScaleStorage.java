package io.bitwright.golden.format.storage;

/** How the scales of a matrix are stored. */
public sealed interface ScaleStorage permits PlainScales, DoubleQuantisedScales {
  /** Bits of so many scales; whole bytes. */
  long bits(long scales);

  /** The bytes of scales. */
  byte[] write(float[] scales);

  /** So many scales from their bytes. */
  float[] read(byte[] bytes, int scales);

  /** {@code fp16}. */
  String label();

  /** The scales as they come back from where they are stored: quantise with these. */
  default float[] stored(float[] scales) {
    return read(write(scales), scales.length);
  }
}
