package io.bitwright.spec.transformer;

/**
 * The last linear layer: logits of tokens or classes.
 *
 * @param inputs width of its input
 * @param outputs tokens of the vocabulary, or classes
 * @param tied whether its weights are those of the embedding
 */
public record OutputHead(int inputs, int outputs, boolean tied, boolean bias) {
  /** Weights that are not the embedding's. */
  public long weights() {
    return tied ? 0 : (long) inputs * outputs;
  }

  /** Biases of the logits. */
  public long biases() {
    return bias ? outputs : 0;
  }
}
