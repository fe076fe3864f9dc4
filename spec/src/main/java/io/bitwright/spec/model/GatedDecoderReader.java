package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import java.util.OptionalInt;

/** Reads llama, mistral and bitnet: LlamaConfig, MistralConfig, BitNetConfig. */
final class GatedDecoderReader {
  /** Window of MistralConfig where its {@code sliding_window} is missing; null means none. */
  private static final int MISTRAL_WINDOW = 4096;

  private GatedDecoderReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    boolean mistral = config.family() == ModelFamily.MISTRAL;
    boolean bitNet = config.family() == ModelFamily.BITNET;
    RotaryDecoderFields fields =
        RotaryDecoderFields.read(config, mistral ? 131_072 : 2048, OptionalInt.empty());
    int classHeads = mistral ? 8 : bitNet ? 5 : fields.heads();
    boolean bias = config.flag("attention_bias", false);
    Attention attention =
        fields.attention(classHeads, bias, bias, window(config, fields.positions()));
    HiddenActivation activation =
        config.activation("hidden_act", bitNet ? HiddenActivation.RELU2 : HiddenActivation.SILU);
    FeedForward feedForward = FeedForward.gated(fields.inner(), activation);
    Norms norms = fields.norms(bitNet ? 1e-5 : 1e-6);
    return fields.model(
        name,
        fields.embedding(),
        attention,
        feedForward,
        bitNet ? norms.withSubLayer() : norms,
        bitNet ? 500_000 : 10_000,
        false);
  }

  private static OptionalInt window(HuggingFaceConfig config, int positions) {
    String key = "sliding_window";
    boolean ofMistral = config.family() == ModelFamily.MISTRAL && !config.mentions(key);
    int otherwise = ofMistral ? MISTRAL_WINDOW : positions;
    int window = config.sizeOr(otherwise, ModelLimits.POSITIONS, key);
    return window < positions ? OptionalInt.of(window) : OptionalInt.empty();
  }
}
