package io.bitwright.spec.transformer;

import java.util.Optional;

/**
 * The feed-forward part of a layer: {@code down(act(up x))}, or gated {@code down(act(gate x) * up
 * x)} (Shazeer 2020, arXiv 2002.05202).
 *
 * @param width width inside, of one expert where there are several
 * @param gated whether there is a gate, and so three projections instead of two
 * @param bias whether the projections have biases
 * @param experts how many of it there are in a layer; empty for one in each
 */
public record FeedForward(
    int width,
    boolean gated,
    HiddenActivation activation,
    boolean bias,
    Optional<Experts> experts) {

  /** One for each layer. */
  public static FeedForward plain(int width, HiddenActivation activation, boolean bias) {
    return new FeedForward(width, false, activation, bias, Optional.empty());
  }

  /** One with a gate for each layer, without biases. */
  public static FeedForward gated(int width, HiddenActivation activation) {
    return new FeedForward(width, true, activation, false, Optional.empty());
  }

  /** The same with a mixture of experts. */
  public FeedForward with(Experts mixture) {
    return new FeedForward(width, gated, activation, bias, Optional.of(mixture));
  }

  /** Projections from the stream: gate and up, or up alone. */
  public int expansions() {
    return gated ? 2 : 1;
  }

  /** Weights of one expert, or of the whole layer where there are none. */
  public long weights(int streamWidth) {
    return (expansions() + 1L) * streamWidth * width;
  }

  /** Biases of one expert, or of the whole layer where there are none. */
  public long biases(int streamWidth) {
    return bias ? (long) expansions() * width + streamWidth : 0;
  }

  /** Feed-forward parts of all layers together, experts counted one by one. */
  public long copies(int layers) {
    return copies(layers, experts.map(Experts::perChip).orElse(1));
  }

  /** Feed-forward parts of all layers together that one token runs through. */
  public long copiesPerToken(int layers) {
    return copies(layers, experts.map(Experts::perToken).orElse(1));
  }

  private long copies(int layers, int inLayerWithExperts) {
    int sparse = experts.map(e -> e.layersOf(layers)).orElse(0);
    return layers - sparse + (long) sparse * inLayerWithExperts;
  }
}
