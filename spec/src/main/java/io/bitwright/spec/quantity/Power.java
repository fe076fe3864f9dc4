package io.bitwright.spec.quantity;

/** An electric power in watts, at least zero; written {@code 170 W} or {@code 250 mW}. */
public record Power(double watts) {
  public Power {
    if (!(watts >= 0) || Double.isInfinite(watts)) {
      throw new IllegalArgumentException("a power must be finite and at least 0 W, got " + watts);
    }
  }

  /**
   * A power as users write it: {@code 250 mW}.
   *
   * @throws io.bitwright.spec.SpecException saying what is wrong and which units are allowed
   */
  public static Power parse(String text) {
    return new Power(Dimension.POWER.parse(text));
  }
}
