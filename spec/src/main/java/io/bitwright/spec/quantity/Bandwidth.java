package io.bitwright.spec.quantity;

/** A transfer rate in bytes per second, greater than zero; written {@code 19.2 GB/s}. */
public record Bandwidth(double bytesPerSecond) {
  public Bandwidth {
    if (!(bytesPerSecond > 0) || Double.isInfinite(bytesPerSecond)) {
      throw new IllegalArgumentException(
          "a bandwidth must be finite and above 0 B/s, got " + bytesPerSecond);
    }
  }

  /**
   * A bandwidth as users write it: {@code 19.2 GB/s}.
   *
   * @throws io.bitwright.spec.SpecException saying what is wrong and which units are allowed
   */
  public static Bandwidth parse(String text) {
    return new Bandwidth(Dimension.BANDWIDTH.parse(text));
  }
}
