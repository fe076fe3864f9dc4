package io.bitwright.spec.model;

/** The non-linearity of the feed-forward gate, by its {@code hidden_act} word. */
public enum HiddenActivation {
  /** x * sigmoid(x). */
  SILU("silu"),
  /** max(x, 0)^2. */
  RELU2("relu2");

  private final String label;

  HiddenActivation(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
