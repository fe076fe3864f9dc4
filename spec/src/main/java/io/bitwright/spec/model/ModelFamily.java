package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** Model families by the {@code model_type} of their Hugging Face configuration. */
public enum ModelFamily {
  LLAMA,
  MISTRAL,
  BITNET;

  /** The words users may write. */
  public static final Vocabulary<ModelFamily> VOCABULARY =
      Vocabulary.of("model family", List.of(values()), ModelFamily::label);

  /** The {@code model_type} word: {@code llama}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static ModelFamily parse(String word) {
    return VOCABULARY.parse(word);
  }
}
