package io.bitwright.app.generation;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** How the tokens of a text are found. */
enum Decoding {
  /** The most likely token again and again. */
  GREEDY,
  /** Each token by its probability. */
  SAMPLE,
  /** The most likely text that a beam search finds. */
  BEAM;

  private static final Vocabulary<Decoding> WORDS =
      Vocabulary.of("decoding", List.of(values()), Decoding::label);

  /**
   * @throws io.bitwright.spec.SpecException if there is no such decoding
   */
  static Decoding parse(String word) {
    return WORDS.parse(word);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
