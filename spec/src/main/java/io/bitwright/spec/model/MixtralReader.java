package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import java.util.OptionalInt;

/** Reads mixtral, MixtralConfig: a Mistral with experts (arXiv 2401.04088). */
final class MixtralReader {
  private MixtralReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    RotaryDecoderFields fields = RotaryDecoderFields.read(config, 131_072, OptionalInt.empty());
    Attention attention = fields.attention(8, false, false, fields.window());
    int inner = fields.inner();
    int perToken = config.sizeOr(2, ModelLimits.EXPERTS, "num_experts_per_tok");
    Experts experts =
        ExpertFields.read(config, "num_local_experts", perToken, 1, OptionalInt.empty(), inner);
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.SILU);
    FeedForward feedForward = FeedForward.gated(inner, activation).with(experts);
    return fields.model(name, attention, feedForward, 1e6, 1e-5, false);
  }
}
