package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.DecoderLayerWeights;
import io.bitwright.spec.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/** One decoder layer: attention and feed-forward, each behind a norm and beside the residual. */
final class DecoderLayer {
  private final int index;
  private final SelfAttention attention;
  private final RmsNorm inputNorm;
  private final LinearLayer query;
  private final LinearLayer key;
  private final LinearLayer value;
  private final @Nullable RmsNorm attentionSubNorm;
  private final LinearLayer output;
  private final RmsNorm postAttentionNorm;
  private final FeedForward feedForward;

  DecoderLayer(
      ModelConfig config,
      int index,
      DecoderLayerWeights weights,
      SelfAttention attention,
      LinearArithmetic arithmetic) {
    this.index = index;
    this.attention = attention;
    String name = "layers." + index;
    inputNorm = new RmsNorm(weights.inputNorm(), config.normEpsilon());
    query = arithmetic.layer(name + ".self_attn.q_proj", weights.query());
    key = arithmetic.layer(name + ".self_attn.k_proj", weights.key());
    value = arithmetic.layer(name + ".self_attn.v_proj", weights.value());
    float[] gains = weights.attentionSubNorm();
    attentionSubNorm = gains == null ? null : new RmsNorm(gains, config.normEpsilon());
    output = arithmetic.layer(name + ".self_attn.o_proj", weights.output());
    postAttentionNorm = new RmsNorm(weights.postAttentionNorm(), config.normEpsilon());
    feedForward = new FeedForward(config, weights, arithmetic, name);
  }

  /**
   * Adds what the layer computes of M new tokens to their residual stream.
   *
   * @param residual M rows of hiddenSize, changed in place
   */
  void addTo(float[][] residual, KeyValueCache cache) {
    float[][] normed = inputNorm.apply(residual);
    float[][] attended =
        attention.attend(query.apply(normed), key.apply(normed), value.apply(normed), cache, index);
    if (attentionSubNorm != null) {
      attended = attentionSubNorm.apply(attended);
    }
    add(residual, output.apply(attended));
    add(residual, feedForward.apply(postAttentionNorm.apply(residual)));
  }

  private static void add(float[][] residual, float[][] update) {
    for (int m = 0; m < residual.length; m++) {
      for (int i = 0; i < residual[m].length; i++) {
        residual[m][i] += update[m][i];
      }
    }
  }
}
