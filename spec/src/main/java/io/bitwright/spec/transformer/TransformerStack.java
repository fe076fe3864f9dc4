package io.bitwright.spec.transformer;

import java.util.List;
import java.util.Optional;

/**
 * Equal layers of attention and feed-forward behind an embedding.
 *
 * @param layers number of layers (L)
 * @param width width of the residual stream (d)
 * @param crossAttention attention to the stack before this one, between self-attention and
 *     feed-forward; empty for none
 * @param outputLayers dense layers behind the last layer and its norm
 * @param outputsEveryToken whether what stands behind the last layer runs for all tokens, instead
 *     of for one of each sequence
 */
public record TransformerStack(
    StackRole role,
    int layers,
    int width,
    Embedding embedding,
    Positions positions,
    Attention attention,
    Optional<Attention> crossAttention,
    FeedForward feedForward,
    Norms norms,
    Arrangement arrangement,
    List<DenseLayer> outputLayers,
    boolean outputsEveryToken) {
  public TransformerStack {
    outputLayers = List.copyOf(outputLayers);
  }

  /** A decoder without cross-attention and with nothing but a head behind it. */
  public static TransformerStack decoder(
      int layers,
      int width,
      Embedding embedding,
      Positions positions,
      Attention attention,
      FeedForward feedForward,
      Norms norms,
      Arrangement arrangement) {
    return new TransformerStack(
        StackRole.DECODER,
        layers,
        width,
        embedding,
        positions,
        attention,
        Optional.empty(),
        feedForward,
        norms,
        arrangement,
        List.of(),
        false);
  }

  /** Weights of the linear layers of attention and feed-forward, all experts counted. */
  public long linearWeights() {
    long distances = distanceProjections() * width * attention.queryWidth();
    return layers * (attentionWeights() + distances)
        + feedForward.copies(layers) * feedForward.weights(width);
  }

  /**
   * Weights that each token meets: as {@link #linearWeights}, but only the experts that it is sent
   * to, and without the projections of distances.
   */
  public long linearWeightsPerToken() {
    return layers * attentionWeights()
        + feedForward.copiesPerToken(layers) * feedForward.weights(width);
  }

  /** Weights that make keys and values of the other stack's tokens, of all layers. */
  public long crossKeyValueWeights() {
    return crossAttention.map(cross -> 2L * layers * width * cross.keyValueWidth()).orElse(0L);
  }

  private long attentionWeights() {
    return attention.weights(width) + crossAttention.map(cross -> cross.weights(width)).orElse(0L);
  }

  /** Products of a layer with weights of their own that bring distances to the queries' width. */
  private long distanceProjections() {
    return switch (positions) {
      case Positions.RelativeProjection one -> 1;
      case Positions.Disentangled distances ->
          distances.sharedProjections() ? 0 : distances.terms();
      default -> 0;
    };
  }
}
