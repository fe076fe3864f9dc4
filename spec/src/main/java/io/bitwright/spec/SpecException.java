package io.bitwright.spec;

/**
 * An input that is wrong: one message for the user, no stack trace, exit status 2.
 *
 * <p>The message names the place (file, line, key), what is wrong, what is allowed, and the nearest
 * known word where there is one.
 */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  public SpecException(String message) {
    super(message);
    this.message = message;
  }

  public SpecException(String message, Throwable cause) {
    super(message, cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** The same fault with the place it stands at in front: a file and line, or a flag. */
  public SpecException at(String place) {
    return new SpecException(place + ": " + message, this);
  }
}
