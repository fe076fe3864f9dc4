package io.bitwright.simulator.convention;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.TransformerStack;

/**
 * The sizes of a decoder that the convention counts; all at least 1.
 *
 * @param layers decoder layers (L)
 * @param hidden width of the residual stream (d)
 * @param queryWidth query heads x head dimension
 * @param keyValueWidth key-value heads x head dimension
 * @param feedForwardWidth width of the feed-forward layer
 * @param gated whether the feed-forward layer has a gate, and so three projections instead of two
 */
public record DecoderShape(
    int layers,
    int hidden,
    int queryWidth,
    int keyValueWidth,
    int feedForwardWidth,
    boolean gated) {
  public DecoderShape {
    requirePositive("layers", layers);
    requirePositive("hidden", hidden);
    requirePositive("queryWidth", queryWidth);
    requirePositive("keyValueWidth", keyValueWidth);
    requirePositive("feedForwardWidth", feedForwardWidth);
  }

  /** The shape of a model's last stack. */
  public static DecoderShape of(ModelConfig model) {
    TransformerStack stack = model.lastStack();
    return new DecoderShape(
        stack.layers(),
        stack.width(),
        stack.attention().queryWidth(),
        stack.attention().keyValueWidth(),
        stack.feedForward().width(),
        stack.feedForward().gated());
  }

  /** Feed-forward projections from the residual stream: gate and up, or up alone. */
  int expansions() {
    return gated ? 2 : 1;
  }

  /** Weights of the linear layers of all decoder layers; embedding and output head left out. */
  public double linearWeights() {
    double attention = (double) hidden * (2.0 * queryWidth + 2.0 * keyValueWidth);
    double feedForward = (expansions() + 1.0) * hidden * feedForwardWidth;
    return layers * (attention + feedForward);
  }

  private static void requirePositive(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + size);
    }
  }
}
