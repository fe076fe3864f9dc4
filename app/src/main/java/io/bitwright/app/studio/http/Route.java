package io.bitwright.app.studio.http;

import java.io.IOException;

/**
 * Something that can be asked for.
 *
 * @param method {@code GET}, which changes nothing, or {@code POST}
 * @param path below the address that is open, without a slash in front
 * @param mostBytes of the body
 * @param action what gives the answer
 */
public record Route(String method, String path, int mostBytes, Action action) {
  static final String GET = "GET";
  static final String POST = "POST";

  /** Gives an answer. */
  @FunctionalInterface
  public interface Action {
    /**
     * Answers.
     *
     * @throws RefusedException if it cannot be done
     * @throws io.bitwright.spec.SpecException if what was sent is wrong
     * @throws IOException if whoever asks is gone
     */
    Answer answer(Request request) throws IOException;
  }

  /** What is there. */
  public static Route get(String path, Action action) {
    return new Route(GET, path, 0, action);
  }

  /** What is done with a body. */
  public static Route post(String path, int mostBytes, Action action) {
    return new Route(POST, path, mostBytes, action);
  }
}
