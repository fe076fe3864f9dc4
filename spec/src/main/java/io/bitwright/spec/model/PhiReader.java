package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads phi, PhiConfig: Phi-1, Phi-1.5 and Phi-2, parallel behind one norm (arXiv 2309.05463).
 * Their older configurations (phi-msft, mixformer-sequential) have GPT-2's names and say how many
 * numbers of a head are turned.
 */
final class PhiReader {
  private PhiReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    boolean older = config.has("n_embd");
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size", "n_embd");
    int inner =
        older
            ? config.sizeOr(4 * width, ModelLimits.INTERMEDIATE_SIZE, "n_inner")
            : config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions =
        config.sizeOr(2048, ModelLimits.POSITIONS, "max_position_embeddings", "n_positions");
    HiddenActivation activation =
        config.activation(older ? "activation_function" : "hidden_act", HiddenActivation.GELU_TANH);
    Attention attention = attention(config, width, older);
    int turned = turned(config, attention.headDimension(), older);
    TransformerStack stack =
        TransformerStack.decoder(
            config.size(ModelLimits.LAYERS, "num_hidden_layers", "n_layer"),
            width,
            Embedding.Tokens.of(vocabulary, width),
            config.rotary(config.ropeTheta(10_000), turned, positions),
            attention,
            FeedForward.plain(inner, activation, true),
            Norms.layerBefore(
                config.positive(older ? "layer_norm_epsilon" : "layer_norm_eps", 1e-5)),
            Arrangement.PARALLEL_WITH_ONE_NORM);
    boolean tied = config.flag("tie_word_embeddings", false);
    OutputHead head = new OutputHead(width, vocabulary, tied, true);
    return config.model(name, positions, List.of(stack), Optional.of(head));
  }

  private static Attention attention(HuggingFaceConfig config, int width, boolean older) {
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads", "n_head");
    return new Attention(
        heads,
        config.keyValueHeads(older ? "n_head_kv" : "num_key_value_heads", heads, heads),
        config.headDimension(width, "hidden_size", heads, "num_attention_heads"),
        true,
        true,
        true,
        OptionalInt.empty());
  }

  /** Numbers of a head that the rotary embedding turns. */
  private static int turned(HuggingFaceConfig config, int headDimension, boolean older) {
    return older
        ? Math.min(headDimension, config.sizeOr(32, ModelLimits.HEAD_DIMENSION, "rotary_dim"))
        : (int) (headDimension * config.turnedShare("partial_rotary_factor", 0.5));
  }
}
