package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.DecoderLayerWeights;
import io.bitwright.spec.model.GatedDecoder;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** One decoder layer: attention and feed-forward, each behind a norm and beside the residual. */
final class DecoderLayer {
  private final int index;
  private final SelfAttention attention;
  private final NormedLinear queryKeyValue;
  private final NormedLinear output;
  private final FeedForward feedForward;

  DecoderLayer(
      GatedDecoder config,
      int index,
      DecoderLayerWeights weights,
      SelfAttention attention,
      LinearArithmetic arithmetic) {
    this.index = index;
    this.attention = attention;
    String name = "layers." + index;
    SequencedMap<String, float[][]> inputs = new LinkedHashMap<>();
    inputs.put(name + ".self_attn.q_proj", weights.query());
    inputs.put(name + ".self_attn.k_proj", weights.key());
    inputs.put(name + ".self_attn.v_proj", weights.value());
    queryKeyValue = arithmetic.behindNorm(weights.inputNorm(), config.normEpsilon(), inputs);
    SequencedMap<String, float[][]> outputs = new LinkedHashMap<>();
    outputs.put(name + ".self_attn.o_proj", weights.output());
    output = arithmetic.behindNorm(weights.attentionSubNorm(), config.normEpsilon(), outputs);
    feedForward = new FeedForward(config, weights, arithmetic, name);
  }

  /**
   * Adds what the layer computes of M new tokens to their residual stream.
   *
   * @param residual M rows of hiddenSize, changed in place
   */
  void addTo(float[][] residual, KeyValueCache cache) {
    float[][][] inputs = queryKeyValue.apply(residual);
    float[][] attended = attention.attend(inputs[0], inputs[1], inputs[2], cache, index);
    add(residual, output.apply(attended)[0]);
    add(residual, feedForward.apply(residual));
  }

  private static void add(float[][] residual, float[][] update) {
    for (int m = 0; m < residual.length; m++) {
      for (int i = 0; i < residual[m].length; i++) {
        residual[m][i] += update[m][i];
      }
    }
  }
}
