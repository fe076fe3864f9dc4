package io.bitwright.simulator.workload;

/** What an operator does of a layer's attention. */
public enum AttentionPart {
  /** All of it. */
  WHOLE(""),
  /** The products of queries by keys. */
  SCORES("_scores"),
  /** The addition of a number to each score. */
  BIAS("_bias"),
  /** The softmax over the keys of each query. */
  SOFTMAX("_softmax"),
  /** The products of the softmax by values. */
  VALUES("_values");

  private final String ending;

  AttentionPart(String ending) {
    this.ending = ending;
  }

  /** The name of this part of an operator: {@code attention_scores}. */
  public String of(String attention) {
    return attention + ending;
  }

  /** Whether it is a matrix product, or two of them. */
  public boolean multiplies() {
    return this == WHOLE || this == SCORES || this == VALUES;
  }

  /** Products of a score by the width of a head: 2 in the whole, 1 in a product alone. */
  public int productsPerScore() {
    if (this == WHOLE) {
      return 2;
    }
    return multiplies() ? 1 : 0;
  }
}
