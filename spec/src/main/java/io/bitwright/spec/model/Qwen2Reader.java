package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.OptionalInt;

/** Reads qwen2, Qwen2Config: biases of queries, keys and values (arXiv 2407.10671, section 2.2). */
final class Qwen2Reader {
  private Qwen2Reader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int headDimension = config.evenHeadDimension("head_dim", width, heads);
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.size(ModelLimits.POSITIONS, "max_position_embeddings");
    Attention attention =
        new Attention(
            heads,
            config.keyValueHeads("num_key_value_heads", heads, heads),
            headDimension,
            true,
            false,
            true,
            window(config, positions));
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.SILU);
    TransformerStack stack =
        TransformerStack.decoder(
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            Embedding.Tokens.of(vocabulary, width),
            new Positions.Rotary(config.ropeTheta(10_000), headDimension),
            attention,
            FeedForward.gated(inner, activation),
            Norms.rmsBefore(config.positive("rms_norm_eps", 1e-6)),
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", false));
  }

  /** The window counts only where its use is switched on. */
  private static OptionalInt window(HuggingFaceConfig config, int positions) {
    int window = config.sizeOr(positions, ModelLimits.POSITIONS, "sliding_window");
    boolean used = config.flag("use_sliding_window", false) && window < positions;
    return used ? OptionalInt.of(window) : OptionalInt.empty();
  }
}
