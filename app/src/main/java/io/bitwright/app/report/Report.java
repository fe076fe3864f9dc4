package io.bitwright.app.report;

import java.util.Optional;

/** What a command found, as a text for people and as one JSON document for scripts. */
public interface Report {
  /** The text, in lines that end in a newline; units stand beside the numbers. */
  String text(TextStyle style);

  /**
   * The document: records, maps in a stable order, lists, numbers, strings (see {@link
   * JsonOutput}).
   */
  Object json();

  /** The figures as a page that loads nothing, for {@code --html}; empty if there are none. */
  default Optional<String> html() {
    return Optional.empty();
  }

  /** Whether every check that the command made held; a command that checks nothing passes. */
  default boolean passed() {
    return true;
  }
}
