package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;

/** The keys of a layer that encoders after BERT share. */
final class EncoderLayerFields {
  private EncoderLayerFields() {}

  /** Attention over all tokens, with biases. */
  static Attention attention(HuggingFaceConfig config, int width, int heads) {
    int dimension = config.headDimension(width, "hidden_size", heads, "num_attention_heads");
    return Attention.multiHead(heads, dimension, true, false);
  }

  /** Two layers with biases. */
  static FeedForward feedForward(HuggingFaceConfig config, HiddenActivation activation) {
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    return FeedForward.plain(inner, activation, true);
  }
}
