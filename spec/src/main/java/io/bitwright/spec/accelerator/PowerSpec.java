package io.bitwright.spec.accelerator;

import io.bitwright.spec.quantity.Power;
import java.util.Optional;

/**
 * Electric power of a chip, as far as it is known.
 *
 * @param idle power of the chip doing nothing, what leaks included
 * @param leakage what leaks, where power of doing nothing is not known
 * @param limit what the chip may take, averaged over time: the board's or the package's
 */
public record PowerSpec(Optional<Power> idle, Optional<Power> leakage, Optional<Power> limit) {
  /** Nothing known. */
  public static final PowerSpec UNKNOWN =
      new PowerSpec(Optional.empty(), Optional.empty(), Optional.empty());

  /** Only the power of doing nothing, if that. */
  public static PowerSpec ofIdle(Optional<Power> idle) {
    return new PowerSpec(idle, Optional.empty(), Optional.empty());
  }
}
