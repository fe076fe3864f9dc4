package io.bitwright.app.exploration;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** Which points of a space are evaluated. */
public enum Strategy {
  /** All of them. */
  GRID,
  /** So many at random. */
  SAMPLE,
  /** So many that NSGA-II chooses. */
  SEARCH;

  private static final Vocabulary<Strategy> VOCABULARY =
      Vocabulary.of("strategy", List.of(values()), Strategy::label);

  /** The word: {@code grid}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The strategy of a word.
   *
   * @throws io.bitwright.spec.SpecException naming the known ones and the nearest
   */
  public static Strategy parse(String word) {
    return VOCABULARY.parse(word);
  }
}
