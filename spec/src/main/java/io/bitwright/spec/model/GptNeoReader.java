package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads gpt_neo, GPTNeoConfig: a GPT-2 with a window in some layers, in every second by default.
 */
final class GptNeoReader {
  private static final LayerPattern ALTERNATING = new LayerPattern(List.of(false, true));

  private GptNeoReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int layers = config.size(ModelLimits.LAYERS, "num_layers");
    int heads = config.size(ModelLimits.HEADS, "num_heads");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.size(ModelLimits.POSITIONS, "max_position_embeddings");
    int inner = config.sizeOr(4 * width, ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int headDimension = config.headDimension(width, "hidden_size", heads, "num_heads");
    if (config.has("attention_types") && !config.has("attention_layers")) {
      throw config.problem(
          "attention_types", "alone is not read; write attention_layers, a word for each layer");
    }
    int window = config.sizeOr(256, ModelLimits.POSITIONS, "window_size");
    Attention attention =
        new Attention(
            heads,
            heads,
            headDimension,
            false,
            true,
            true,
            window < positions ? OptionalInt.of(window) : OptionalInt.empty());
    HiddenActivation activation =
        config.activation("activation_function", HiddenActivation.GELU_TANH);
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            width,
            Embedding.Tokens.of(vocabulary, width),
            new Positions.LearnedTable(positions),
            WindowFields.ATTENTION_LAYERS.read(config, attention, layers, ALTERNATING),
            FeedForward.plain(inner, activation, true),
            Norms.layerBefore(config.positive("layer_norm_epsilon", 1e-5)),
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", true));
  }
}
