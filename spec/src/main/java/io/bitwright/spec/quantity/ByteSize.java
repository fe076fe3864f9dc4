package io.bitwright.spec.quantity;

/** A capacity in bytes, at least zero; written {@code 32 KiB} (2^10) or {@code 32 kB} (10^3). */
public record ByteSize(long bytes) {
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must be at least 0 bytes, got " + bytes);
    }
  }

  /**
   * A size as users write it: {@code 32 KiB}.
   *
   * @throws io.bitwright.spec.SpecException saying what is wrong and which units are allowed
   */
  public static ByteSize parse(String text) {
    return new ByteSize(Dimension.SIZE.parseWhole(text));
  }
}
