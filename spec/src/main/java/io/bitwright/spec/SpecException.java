package io.bitwright.spec;

/**
 * An input that is wrong: one message for the user, no stack trace, exit status 2.
 *
 * <p>The message names the place (file, line, key), what is wrong, what is allowed, and the nearest
 * known word where there is one.
 */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SpecException(String message) {
    super(message);
  }

  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
