package io.bitwright.spec.transformer;

/**
 * The norms of a stack.
 *
 * @param kind of all of them
 * @param bias whether they have a bias beside the weight
 * @param placement of those in the layers
 * @param epsilon what is added to the variance or mean square
 * @param embedding whether one stands behind the embedding
 * @param last whether one stands behind the last layer
 * @param subLayer whether each layer has one before its output and one before its down projection,
 *     as BitNet has (arXiv 2504.12285, section 2)
 * @param unitOffset whether the gain is 1 more than the stored weight, as Gemma's is (github
 *     huggingface/transformers, class GemmaRMSNorm)
 */
public record Norms(
    NormKind kind,
    boolean bias,
    NormPlacement placement,
    double epsilon,
    boolean embedding,
    boolean last,
    boolean subLayer,
    boolean unitOffset) {

  /** Norms whose gain is the stored weight. */
  public Norms(
      NormKind kind,
      boolean bias,
      NormPlacement placement,
      double epsilon,
      boolean embedding,
      boolean last,
      boolean subLayer) {
    this(kind, bias, placement, epsilon, embedding, last, subLayer, false);
  }

  /** RMS norms before attention and feed-forward, and one behind the last layer. */
  public static Norms rmsBefore(double epsilon) {
    return new Norms(NormKind.RMS, false, NormPlacement.BEFORE, epsilon, false, true, false);
  }

  /** Layer norms with biases before attention and feed-forward, and one behind the last layer. */
  public static Norms layerBefore(double epsilon) {
    return new Norms(NormKind.LAYER, true, NormPlacement.BEFORE, epsilon, false, true, false);
  }

  /** Layer norms with biases behind the embedding, attention and feed-forward. */
  public static Norms layerAfter(double epsilon) {
    return new Norms(NormKind.LAYER, true, NormPlacement.AFTER, epsilon, true, false, false);
  }

  /** The same with a norm behind the embedding. */
  public Norms withEmbedding() {
    return new Norms(kind, bias, placement, epsilon, true, last, subLayer, unitOffset);
  }

  /** The same with one before each layer's output and down projection. */
  public Norms withSubLayer() {
    return new Norms(kind, bias, placement, epsilon, embedding, last, true, unitOffset);
  }

  /** The same with gains that are 1 more than the stored weights. */
  public Norms withUnitOffset() {
    return new Norms(kind, bias, placement, epsilon, embedding, last, subLayer, true);
  }

  /** Weights and biases of one norm of a vector. */
  public long parameters(long width) {
    return width * (bias ? 2 : 1);
  }
}
