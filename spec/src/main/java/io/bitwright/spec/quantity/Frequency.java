package io.bitwright.spec.quantity;

/** A clock frequency in hertz, greater than zero; written {@code 200 MHz}. */
public record Frequency(double hertz) {
  public Frequency {
    if (!(hertz > 0) || Double.isInfinite(hertz)) {
      throw new IllegalArgumentException("a frequency must be finite and above 0 Hz, got " + hertz);
    }
  }

  /**
   * A frequency as users write it: {@code 200 MHz}.
   *
   * @throws io.bitwright.spec.SpecException saying what is wrong and which units are allowed
   */
  public static Frequency parse(String text) {
    return new Frequency(Dimension.FREQUENCY.parse(text));
  }

  /** Seconds of {@code cycles} clock cycles. */
  public double seconds(long cycles) {
    return cycles / hertz;
  }
}
