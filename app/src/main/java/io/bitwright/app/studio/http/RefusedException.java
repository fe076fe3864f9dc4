package io.bitwright.app.studio.http;

import java.util.Optional;
import java.util.OptionalInt;

/** A request that is not done: the status, and one message for people. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The request is not as it must be. */
  public static final int BAD_REQUEST = 400;

  /** Whoever asks may not. */
  public static final int FORBIDDEN = 403;

  /** There is nothing of that name. */
  public static final int NOT_FOUND = 404;

  /** There is, but not by this method. */
  public static final int METHOD_NOT_ALLOWED = 405;

  /** Something else is going on that excludes it. */
  public static final int CONFLICT = 409;

  /** The request has more bytes than are read. */
  public static final int TOO_LARGE = 413;

  /** Too much is asked for at once. */
  public static final int BUSY = 503;

  private final int status;
  private final transient Fault fault;

  /**
   * What is wrong.
   *
   * @param message as the commands print it
   * @param line of the description that was sent, from 1; empty if it stands in none
   * @param key path of the key that stands there
   */
  public record Fault(String message, Optional<Integer> line, Optional<String> key) {}

  /** The document of an answer that refuses. */
  private record Document(Fault error) {}

  /** A refusal of a whole request. */
  public RefusedException(int status, String message) {
    this(status, new Fault(message, Optional.empty(), Optional.empty()));
  }

  /** A refusal with the place that is wrong. */
  public RefusedException(int status, Fault fault) {
    super(fault.message());
    this.status = status;
    this.fault = fault;
  }

  /** A place in a description. */
  public static Fault faultAt(OptionalInt line, Optional<String> key, String message) {
    return new Fault(message, line.stream().boxed().findFirst(), key);
  }

  /** Status of HTTP. */
  public int status() {
    return status;
  }

  /** What the one who asked reads. */
  Answer answer() {
    return Answer.json(status, new Document(fault));
  }
}
