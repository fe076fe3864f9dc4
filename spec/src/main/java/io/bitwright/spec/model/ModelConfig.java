package io.bitwright.spec.model;

import io.bitwright.spec.format.NumberFormat;

/**
 * The shape of a decoder-only transformer with gated feed-forward and grouped-query attention.
 *
 * @param name for people: the file's or the library's name
 * @param hiddenSize width of the residual stream (d)
 * @param intermediateSize width of the feed-forward layer
 * @param layers number of decoder layers (L)
 * @param attentionHeads query heads (H)
 * @param keyValueHeads key and value heads; divides attentionHeads
 * @param headDimension width of one head (Q)
 * @param vocabularySize tokens in the vocabulary
 * @param maximumPositions longest sequence the model was made for, tokens
 * @param normEpsilon epsilon of the RMS norms
 * @param ropeTheta base of the rotary embedding
 * @param tiedEmbeddings whether the output head shares the embedding's weights
 * @param attentionBias whether the attention projections have biases
 * @param slidingWindow attention window in tokens; maximumPositions where attention is full
 * @param activation non-linearity of the gate
 * @param nativeWeights format the linear layers were trained for
 * @param nativeActivations format of the linear layers' inputs the model was trained for
 */
public record ModelConfig(
    String name,
    ModelFamily family,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int attentionHeads,
    int keyValueHeads,
    int headDimension,
    int vocabularySize,
    int maximumPositions,
    double normEpsilon,
    double ropeTheta,
    boolean tiedEmbeddings,
    boolean attentionBias,
    int slidingWindow,
    HiddenActivation activation,
    NumberFormat nativeWeights,
    NumberFormat nativeActivations) {

  /** Width of all query heads together: attentionHeads x headDimension. */
  public int queryWidth() {
    return attentionHeads * headDimension;
  }

  /** Width of all key (or value) heads together: keyValueHeads x headDimension. */
  public int keyValueWidth() {
    return keyValueHeads * headDimension;
  }

  /** BitNet's extra norms before the output and down projections are there. */
  public boolean hasSubLayerNorms() {
    return family == ModelFamily.BITNET;
  }

  /** Weights of the linear layers of all decoder layers, embedding and output head left out. */
  public long linearParameters() {
    long attention = (long) hiddenSize * (2L * queryWidth() + 2L * keyValueWidth());
    long feedForward = 3L * hiddenSize * intermediateSize;
    return layers * (attention + feedForward);
  }

  /**
   * All weights of the model: linear layers and their biases, norms, embedding, and the output head
   * where it is not the embedding.
   */
  public long parameters() {
    long embeddings = (tiedEmbeddings ? 1L : 2L) * vocabularySize * hiddenSize;
    long biases = attentionBias ? queryWidth() + 2L * keyValueWidth() + hiddenSize : 0;
    long norms = 2L * hiddenSize + (hasSubLayerNorms() ? queryWidth() + intermediateSize : 0);
    return linearParameters() + layers * (biases + norms) + embeddings + hiddenSize;
  }
}
