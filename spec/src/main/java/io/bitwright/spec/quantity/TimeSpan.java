package io.bitwright.spec.quantity;

/** A span of time in seconds, at least zero; written {@code 120 ns}. */
public record TimeSpan(double seconds) {
  public TimeSpan {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a time must be finite and at least 0 s, got " + seconds);
    }
  }

  /**
   * A time as users write it: {@code 120 ns}.
   *
   * @throws io.bitwright.spec.SpecException saying what is wrong and which units are allowed
   */
  public static TimeSpan parse(String text) {
    return new TimeSpan(Dimension.TIME.parse(text));
  }
}
