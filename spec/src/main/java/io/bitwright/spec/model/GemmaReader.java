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

/** Reads gemma, GemmaConfig: heads of a width of their own, GeGLU (arXiv 2403.08295, section 2). */
final class GemmaReader {
  /** The gate is the tanh form whatever {@code hidden_act} says, unless the newer key is there. */
  private static final String ACTIVATION = "hidden_activation";

  private GemmaReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int headDimension = config.evenHeadDimension("head_dim", width, heads);
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.size(ModelLimits.POSITIONS, "max_position_embeddings");
    boolean bias = config.flag("attention_bias", false);
    Attention attention =
        new Attention(
            heads,
            config.keyValueHeads("num_key_value_heads", heads, heads),
            headDimension,
            bias,
            bias,
            true,
            OptionalInt.empty());
    TransformerStack stack =
        TransformerStack.decoder(
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            Embedding.Tokens.of(vocabulary, width),
            new Positions.Rotary(config.ropeTheta(10_000), headDimension),
            attention,
            FeedForward.gated(inner, config.activation(ACTIVATION, HiddenActivation.GELU_TANH)),
            Norms.rmsBefore(config.positive("rms_norm_eps", 1e-6)),
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", true));
  }
}
