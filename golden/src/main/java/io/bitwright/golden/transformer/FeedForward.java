package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.DecoderLayerWeights;
import io.bitwright.spec.model.GatedDecoder;
import io.bitwright.spec.transformer.HiddenActivation;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Gated feed-forward: {@code down(norm(act(gate x) * up x))} of the norm of its input, the inner
 * norm only in BitNet.
 *
 * <p>Source: GLU Variants Improve Transformer (arXiv 2002.05202) section 2; squared ReLU and the
 * norm before the down projection as in BitNet b1.58 2B4T (arXiv 2504.12285) section 2.
 */
final class FeedForward {
  private final NormedLinear gateUp;
  private final NormedLinear down;
  private final HiddenActivation activation;

  FeedForward(
      GatedDecoder config, DecoderLayerWeights weights, LinearArithmetic arithmetic, String name) {
    SequencedMap<String, float[][]> inputs = new LinkedHashMap<>();
    inputs.put(name + ".mlp.gate_proj", weights.gate());
    inputs.put(name + ".mlp.up_proj", weights.up());
    gateUp = arithmetic.behindNorm(weights.postAttentionNorm(), config.normEpsilon(), inputs);
    SequencedMap<String, float[][]> outputs = new LinkedHashMap<>();
    outputs.put(name + ".mlp.down_proj", weights.down());
    down = arithmetic.behindNorm(weights.feedForwardSubNorm(), config.normEpsilon(), outputs);
    activation = config.activation();
  }

  float[][] apply(float[][] inputs) {
    float[][][] inner = gateUp.apply(inputs);
    float[][] gated = inner[0];
    float[][] ups = inner[1];
    for (int m = 0; m < gated.length; m++) {
      for (int i = 0; i < gated[m].length; i++) {
        gated[m][i] = activate(gated[m][i]) * ups[m][i];
      }
    }
    return down.apply(gated)[0];
  }

  private float activate(float x) {
    return switch (activation) {
      case SILU -> x / (1 + (float) StrictMath.exp(-x));
      case RELU2 -> x > 0 ? x * x : 0;
      case RELU, GELU, GELU_TANH, QUICK_GELU, TANH ->
          throw new IllegalStateException("no gate with " + activation.label());
    };
  }
}
