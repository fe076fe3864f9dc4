package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import java.util.OptionalInt;

/** Reads gemma, GemmaConfig: heads of a width of their own, GeGLU (arXiv 2403.08295, section 2). */
final class GemmaReader {
  /** The gate is the tanh form whatever {@code hidden_act} says, unless the newer key is there. */
  private static final String ACTIVATION = "hidden_activation";

  private GemmaReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    RotaryDecoderFields fields = RotaryDecoderFields.read(config, 8192, OptionalInt.of(256));
    boolean bias = config.flag("attention_bias", false);
    Attention attention = fields.attention(16, bias, bias, OptionalInt.empty());
    HiddenActivation activation = config.activation(ACTIVATION, HiddenActivation.GELU_TANH);
    FeedForward feedForward = FeedForward.gated(fields.inner(), activation);
    return fields.model(
        name,
        new Embedding.Tokens(fields.vocabulary(), fields.width(), 0, false, true),
        attention,
        feedForward,
        fields.norms(1e-6).withUnitOffset(),
        10_000,
        true);
  }
}
