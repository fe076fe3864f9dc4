package io.bitwright.energy;

/**
 * An energy table that is wrong, or an action that no table prices: one message for the user.
 *
 * <p>The message names the place (file and line, or the table), what is allowed, and the nearest
 * known word where there is one.
 */
public final class EnergyTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EnergyTableException(String message) {
    super(message);
  }

  public EnergyTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
