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
  VALUES("_values"),
  /**
   * All of its backward pass: scores anew, and gradients of the softmax, of queries, keys and
   * values, five products where the forward pass has two (FlashAttention, Dao et al. 2022, arXiv
   * 2205.14135, appendix B.4, algorithm 4).
   */
  GRADIENTS("_gradients");

  private final String ending;

  AttentionPart(String ending) {
    this.ending = ending;
  }

  /** The name of this part of an operator: {@code attention_scores}. */
  public String of(String attention) {
    return attention + ending;
  }

  /** Whether scores and softmax stay on the chip: the whole, or all of its backward pass. */
  public boolean fused() {
    return this == WHOLE || this == GRADIENTS;
  }

  /** Whether it is a matrix product, or several of them. */
  public boolean multiplies() {
    return productsPerScore() > 0;
  }

  /**
   * Products of a score by the width of a head: 2 in the whole, 5 in its backward pass, 1 in a
   * product alone.
   */
  public int productsPerScore() {
    return switch (this) {
      case WHOLE -> 2;
      case GRADIENTS -> 5;
      case SCORES, VALUES -> 1;
      case BIAS, SOFTMAX -> 0;
    };
  }
}
