package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.DecoderLayerWeights;
import io.bitwright.spec.model.HiddenActivation;
import io.bitwright.spec.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/**
 * Gated feed-forward: {@code down(norm(act(gate x) * up x))}, the norm only in BitNet.
 *
 * <p>Source: GLU Variants Improve Transformer (arXiv 2002.05202) section 2; squared ReLU and the
 * norm before the down projection as in BitNet b1.58 2B4T (arXiv 2504.12285) section 2.
 */
final class FeedForward {
  private final LinearLayer gate;
  private final LinearLayer up;
  private final @Nullable RmsNorm subNorm;
  private final LinearLayer down;
  private final HiddenActivation activation;

  FeedForward(
      ModelConfig config, DecoderLayerWeights weights, LinearArithmetic arithmetic, String name) {
    gate = arithmetic.layer(name + ".mlp.gate_proj", weights.gate());
    up = arithmetic.layer(name + ".mlp.up_proj", weights.up());
    down = arithmetic.layer(name + ".mlp.down_proj", weights.down());
    float[] gains = weights.feedForwardSubNorm();
    subNorm = gains == null ? null : new RmsNorm(gains, config.normEpsilon());
    activation = config.activation();
  }

  float[][] apply(float[][] inputs) {
    float[][] gated = gate.apply(inputs);
    float[][] ups = up.apply(inputs);
    for (int m = 0; m < gated.length; m++) {
      for (int i = 0; i < gated[m].length; i++) {
        gated[m][i] = activate(gated[m][i]) * ups[m][i];
      }
    }
    return down.apply(subNorm == null ? gated : subNorm.apply(gated));
  }

  private float activate(float x) {
    return switch (activation) {
      case SILU -> x / (1 + (float) StrictMath.exp(-x));
      case RELU2 -> x > 0 ? x * x : 0;
    };
  }
}
