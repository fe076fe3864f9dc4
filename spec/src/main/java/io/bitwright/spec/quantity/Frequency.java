package io.bitwright.spec.quantity;

/** A clock frequency in hertz, greater than zero; written {@code 200 MHz}. */
public record Frequency(double hertz) {
  public Frequency {
    if (!(hertz > 0) || Double.isInfinite(hertz)) {
      throw new IllegalArgumentException("a frequency must be finite and above 0 Hz, got " + hertz);
    }
  }

  /** Seconds of {@code cycles} clock cycles. */
  public double seconds(long cycles) {
    return cycles / hertz;
  }
}
