package io.bitwright.spec.transformer;

import io.bitwright.spec.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;

/** A non-linearity of a feed-forward or dense layer, by its {@code hidden_act} words. */
public enum HiddenActivation {
  /** x * sigmoid(x). */
  SILU("silu swish"),
  /** max(x, 0)^2. */
  RELU2("relu2"),
  /** max(x, 0). */
  RELU("relu"),
  /** x times the Gaussian's distribution function (Hendrycks and Gimpel, arXiv 1606.08415). */
  GELU("gelu"),
  /** The same by a hyperbolic tangent (arXiv 1606.08415, section 2). */
  GELU_TANH("gelu_new gelu_pytorch_tanh gelu_fast"),
  /** x * sigmoid(1.702 x) (arXiv 1606.08415, section 2). */
  QUICK_GELU("quick_gelu"),
  /** The hyperbolic tangent. */
  TANH("tanh");

  /** The words users may write. */
  public static final Vocabulary<HiddenActivation> VOCABULARY =
      Vocabulary.of("activation function", words());

  /** Its words, with blanks between them. */
  private final String labels;

  HiddenActivation(String labels) {
    this.labels = labels;
  }

  /** The first of its words. */
  public String label() {
    return labels.split(" ", -1)[0];
  }

  private static Map<String, HiddenActivation> words() {
    Map<String, HiddenActivation> words = new LinkedHashMap<>();
    for (HiddenActivation activation : values()) {
      for (String label : activation.labels.split(" ", -1)) {
        words.put(label, activation);
      }
    }
    return words;
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
