package io.bitwright.app.generation;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** What computes the linear layers of a checkpoint. */
enum Engine {
  /** The bit-exact Java kernels. */
  GOLDEN,
  /** The generated RTL under Verilator. */
  RTL;

  private static final Vocabulary<Engine> WORDS =
      Vocabulary.of("engine", List.of(values()), Engine::label);

  /**
   * @throws io.bitwright.spec.SpecException if there is no such engine
   */
  static Engine parse(String word) {
    return WORDS.parse(word);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
