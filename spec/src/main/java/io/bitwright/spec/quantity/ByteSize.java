package io.bitwright.spec.quantity;

/** A capacity in bytes, at least zero; written {@code 32 KiB} (2^10) or {@code 32 kB} (10^3). */
public record ByteSize(long bytes) {
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must be at least 0 bytes, got " + bytes);
    }
  }
}
