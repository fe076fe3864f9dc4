package io.bitwright.spec.document;

import io.bitwright.spec.SpecException;

/**
 * A file that has been read.
 *
 * @param file name of the file for messages
 * @param root its only value
 */
public record Document(String file, DocumentNode root) {

  /** A message about a place in a file: {@code my.yaml:7: message}. */
  static SpecException problem(String file, Position position, String message) {
    return new SpecException(place(file, position) + ": " + message);
  }

  static String place(String file, Position position) {
    return file + ":" + position.line();
  }
}
