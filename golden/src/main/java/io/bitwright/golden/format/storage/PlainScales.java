package io.bitwright.golden.format.storage;

/**
 * Scales as floating-point numbers, the lowest byte first.
 *
 * @param encoding of 8, 16 or 32 bits
 */
public record PlainScales(FloatEncoding encoding) implements ScaleStorage {
  /** Each in 32 bits. */
  public static final PlainScales FP32 = new PlainScales(FloatEncoding.FP32);

  /** Each in 16 bits. */
  public static final PlainScales FP16 = new PlainScales(FloatEncoding.FP16);

  /** Each in 16 bits, with the range of fp32. */
  public static final PlainScales BF16 = new PlainScales(FloatEncoding.BF16);

  @Override
  public long bits(long scales) {
    return scales * encoding.bits();
  }

  @Override
  public byte[] write(float[] scales) {
    int[] codes = new int[scales.length];
    for (int i = 0; i < scales.length; i++) {
      codes[i] = encoding.encode(scales[i], FloatEncoding.Overflow.SATURATE);
    }
    return BitPacking.pack(codes, encoding.bits());
  }

  @Override
  public float[] read(byte[] bytes, int scales) {
    int[] codes = BitPacking.unpack(bytes, scales, encoding.bits());
    float[] read = new float[scales];
    for (int i = 0; i < scales; i++) {
      read[i] = encoding.decode(codes[i]);
    }
    return read;
  }

  @Override
  public String label() {
    return encoding.label();
  }
}
