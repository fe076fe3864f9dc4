package io.bitwright.spec.quantity;

/** A span of time in seconds, at least zero; written {@code 120 ns}. */
public record TimeSpan(double seconds) {
  public TimeSpan {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a time must be finite and at least 0 s, got " + seconds);
    }
  }
}
