package io.bitwright.spec.model;

import io.bitwright.spec.transformer.HiddenActivation;

/** Reads llama, mistral and bitnet: LlamaConfig, MistralConfig, BitNetConfig. */
final class GatedDecoderReader {
  /** Window of MistralConfig where its {@code sliding_window} is missing; null means none. */
  private static final int MISTRAL_WINDOW = 4096;

  private GatedDecoderReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int hiddenSize = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int intermediateSize = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int layers = config.size(ModelLimits.LAYERS, "num_hidden_layers");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    boolean mistral = config.family() == ModelFamily.MISTRAL;
    boolean bitNet = config.family() == ModelFamily.BITNET;
    int positions =
        config.sizeOr(mistral ? 131_072 : 2048, ModelLimits.POSITIONS, "max_position_embeddings");
    int classHeads = mistral ? 8 : bitNet ? 5 : heads;
    return new GatedDecoder(
            name,
            config.family(),
            hiddenSize,
            intermediateSize,
            layers,
            heads,
            config.keyValueHeads("num_key_value_heads", heads, classHeads),
            config.evenHeadDimension("head_dim", hiddenSize, heads),
            config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size"),
            positions,
            config.positive("rms_norm_eps", bitNet ? 1e-5 : 1e-6),
            config.ropeTheta(bitNet ? 500_000 : 10_000),
            config.flag("tie_word_embeddings", false),
            config.flag("attention_bias", false),
            slidingWindow(config, positions),
            config.activation(
                "hidden_act", bitNet ? HiddenActivation.RELU2 : HiddenActivation.SILU),
            config.weights(),
            config.activations())
        .model();
  }

  private static int slidingWindow(HuggingFaceConfig config, int positions) {
    String key = "sliding_window";
    boolean ofMistral = config.family() == ModelFamily.MISTRAL && !config.mentions(key);
    int otherwise = ofMistral ? MISTRAL_WINDOW : positions;
    return Math.min(positions, config.sizeOr(otherwise, ModelLimits.POSITIONS, key));
  }
}
