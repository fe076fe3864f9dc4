package io.bitwright.spec.training;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/**
 * Which activations are computed a second time before the backward pass instead of being kept
 * (Korthikanti et al. 2022, arXiv 2205.05198, section 5).
 */
public enum Recomputation {
  /** None: all are kept. */
  NONE,
  /** Scores, softmax and their products with values, as fused attention does by itself. */
  SELECTIVE,
  /** Whole layers: only the input of each is kept. */
  FULL;

  /** The words users may write. */
  public static final Vocabulary<Recomputation> VOCABULARY =
      Vocabulary.of("recomputation", List.of(values()), Recomputation::label);

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static Recomputation parse(String word) {
    return VOCABULARY.parse(word);
  }
}
