package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/** The non-linearity of the feed-forward gate, by its {@code hidden_act} word. */
public enum HiddenActivation {
  /** x * sigmoid(x). */
  SILU("silu"),
  /** max(x, 0)^2. */
  RELU2("relu2");

  /** The words users may write. */
  public static final Vocabulary<HiddenActivation> VOCABULARY =
      Vocabulary.of("activation function", List.of(values()), HiddenActivation::label);

  private final String label;

  HiddenActivation(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static HiddenActivation parse(String word) {
    return VOCABULARY.parse(word);
  }
}
