package io.bitwright.spec.quantity;

/**
 * A data rate of one pin in transfers (bits) per second, greater than zero; written {@code 2400
 * MT/s}.
 */
public record TransferRate(double transfersPerSecond) {
  public TransferRate {
    if (!(transfersPerSecond > 0) || Double.isInfinite(transfersPerSecond)) {
      throw new IllegalArgumentException(
          "a transfer rate must be finite and above 0 T/s, got " + transfersPerSecond);
    }
  }

  /**
   * A transfer rate as users write it: {@code 2400 MT/s}.
   *
   * @throws io.bitwright.spec.SpecException saying what is wrong and which units are allowed
   */
  public static TransferRate parse(String text) {
    return new TransferRate(Dimension.TRANSFER_RATE.parse(text));
  }
}
