package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.OptionalInt;

/** Reads mixtral, MixtralConfig: a Mistral with experts (arXiv 2401.04088). */
final class MixtralReader {
  private MixtralReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int headDimension = config.evenHeadDimension("head_dim", width, heads);
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.size(ModelLimits.POSITIONS, "max_position_embeddings");
    int window = config.sizeOr(positions, ModelLimits.POSITIONS, "sliding_window");
    Attention attention =
        new Attention(
            heads,
            config.keyValueHeads("num_key_value_heads", heads, heads),
            headDimension,
            false,
            false,
            true,
            window < positions ? OptionalInt.of(window) : OptionalInt.empty());
    int perToken = config.size(ModelLimits.EXPERTS, "num_experts_per_tok");
    Experts experts =
        ExpertFields.read(config, "num_local_experts", perToken, 1, OptionalInt.empty(), inner);
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.SILU);
    TransformerStack stack =
        TransformerStack.decoder(
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            Embedding.Tokens.of(vocabulary, width),
            new Positions.Rotary(config.ropeTheta(1e6), headDimension),
            attention,
            FeedForward.gated(inner, activation).with(experts),
            Norms.rmsBefore(config.positive("rms_norm_eps", 1e-5)),
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", false));
  }
}
