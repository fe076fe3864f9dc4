package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import io.bitwright.golden.checkpoint.model.TransformerLayerWeights;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Feed-forward behind its first projections: {@code down(norm(act(up x)))}, or gated {@code
 * down(norm(act(gate x) * up x))}; the norm is there only in BitNet.
 *
 * <p>Source: Attention Is All You Need (arXiv 1706.03762) section 3.3; GLU Variants Improve
 * Transformer (arXiv 2002.05202) section 2; squared ReLU and the norm before the down projection as
 * in BitNet b1.58 2B4T (arXiv 2504.12285) section 2.
 */
final class FeedForward {
  private final Projections down;
  private final HiddenActivation activation;
  private final boolean gated;

  /**
   * @param name of the layer: {@code layers.0}
   */
  FeedForward(
      TransformerStack stack,
      TransformerLayerWeights weights,
      LinearArithmetic arithmetic,
      String name) {
    Norm subNorm =
        weights.feedForwardSubNorm() == null
            ? null
            : Norm.of(stack.norms(), weights.feedForwardSubNorm());
    down = Projections.of(arithmetic, subNorm, name + ".mlp.down_proj", weights.down());
    activation = stack.feedForward().activation();
    gated = stack.feedForward().gated();
  }

  /** The projections that {@link #apply} takes the results of, by name. */
  static SequencedMap<String, LinearWeights> expansions(
      TransformerStack stack, TransformerLayerWeights weights, String name) {
    SequencedMap<String, LinearWeights> expansions = new LinkedHashMap<>();
    if (stack.feedForward().gated()) {
      expansions.put(name + ".mlp.gate_proj", Objects.requireNonNull(weights.gate()));
    }
    expansions.put(name + ".mlp.up_proj", weights.up());
    return expansions;
  }

  /**
   * The outputs of M tokens.
   *
   * @param expanded results of the gate, if there is one, and of the up projection; written to
   * @return M new rows of the stack's width
   */
  float[][] apply(float[][][] expanded) {
    float[][] inner = expanded[0];
    for (int m = 0; m < inner.length; m++) {
      Activation.apply(activation, inner[m]);
      if (gated) {
        multiply(inner[m], expanded[1][m]);
      }
    }
    return down.apply(inner)[0];
  }

  private static void multiply(float[] row, float[] factors) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= factors[i];
    }
  }
}
