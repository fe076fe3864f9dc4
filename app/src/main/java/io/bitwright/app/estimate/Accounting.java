package io.bitwright.app.estimate;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** Whose rules count the cycles of a product. */
enum Accounting {
  /** Ours: what the RTL of the unit takes. */
  BITWRIGHT,

  /** What SCALE-Sim reports. */
  SCALE_SIM;

  private static final Vocabulary<Accounting> VOCABULARY =
      Vocabulary.of("accounting", List.of(values()), Accounting::label);

  /** The word users write: {@code scale-sim}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws SpecException naming the known words and the nearest
   */
  static Accounting parse(String word) {
    return VOCABULARY.parse(word);
  }
}
