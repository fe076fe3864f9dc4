package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.ScoreScale;
import io.bitwright.spec.transformer.TransformerStack;

/** Reads gpt2, GPT2Config. */
final class Gpt2Reader {
  private Gpt2Reader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "n_embd", "hidden_size");
    int layers = config.size(ModelLimits.LAYERS, "n_layer", "num_hidden_layers");
    int heads = config.size(ModelLimits.HEADS, "n_head", "num_attention_heads");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions =
        config.sizeOr(1024, ModelLimits.POSITIONS, "n_positions", "max_position_embeddings");
    int inner = config.sizeOr(4 * width, ModelLimits.INTERMEDIATE_SIZE, "n_inner");
    int headDimension = config.headDimension(width, "n_embd", heads, "n_head");
    HiddenActivation activation =
        config.activation("activation_function", HiddenActivation.GELU_TANH);
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            width,
            Embedding.Tokens.of(vocabulary, width),
            new Positions.LearnedTable(positions),
            Attention.multiHead(heads, headDimension, true, true).with(scale(config)),
            FeedForward.plain(inner, activation, true),
            Norms.layerBefore(config.positive("layer_norm_epsilon", 1e-5)),
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", true));
  }

  private static ScoreScale scale(HuggingFaceConfig config) {
    return new ScoreScale(
        config.flag("scale_attn_weights", true),
        config.flag("scale_attn_by_inverse_layer_idx", false));
  }
}
