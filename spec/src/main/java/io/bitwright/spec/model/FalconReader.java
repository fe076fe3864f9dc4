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

/**
 * Reads falcon, FalconConfig (arXiv 2311.16867, section 4), and its older configurations, which
 * call themselves RefinedWeb (40B) and RefinedWebModel (7B and falcon-rw).
 */
final class FalconReader {
  private FalconReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size", "n_embed");
    int layers = config.size(ModelLimits.LAYERS, "num_hidden_layers", "n_layer");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.sizeOr(2048, ModelLimits.POSITIONS, "max_position_embeddings");
    int inner = config.sizeOr(4 * width, ModelLimits.INTERMEDIATE_SIZE, "ffn_hidden_size");
    boolean bias = config.flag("bias", false);
    Attention attention = attention(config, width, bias);
    Positions order =
        config.flag("alibi", false)
            ? new Positions.LinearBias()
            : config.rotary(config.ropeTheta(10_000), attention.headDimension(), positions);
    HiddenActivation activation = config.activation("activation", HiddenActivation.GELU);
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            width,
            Embedding.Tokens.of(vocabulary, width),
            order,
            attention,
            FeedForward.plain(inner, activation, bias),
            Norms.layerBefore(config.positive("layer_norm_epsilon", 1e-5)),
            arrangement(config));
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", true));
  }

  /** The new architecture has groups of heads; the old one heads that share one, or share none. */
  private static Attention attention(HuggingFaceConfig config, int width, boolean bias) {
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads", "n_head");
    int keyValueHeads = config.flag("multi_query", true) ? 1 : heads;
    if (isNew(config)) {
      String key = config.has("n_head_kv") ? "n_head_kv" : "num_kv_heads";
      keyValueHeads = config.keyValueHeads(key, heads, heads);
    }
    return new Attention(
        heads,
        keyValueHeads,
        config.headDimension(width, "hidden_size", heads, "num_attention_heads"),
        bias,
        bias,
        true,
        OptionalInt.empty());
  }

  private static Arrangement arrangement(HuggingFaceConfig config) {
    if (isNew(config)) {
      boolean oneNorm = config.sizeOr(2, ModelLimits.LAYERS, "num_ln_in_parallel_attn") == 1;
      return oneNorm ? Arrangement.PARALLEL_WITH_ONE_NORM : Arrangement.PARALLEL;
    }
    return config.flag("parallel_attn", true)
        ? Arrangement.PARALLEL_WITH_ONE_NORM
        : Arrangement.SEQUENTIAL;
  }

  /** Before the family was in the library, the 40B model's type alone said so. */
  private static boolean isNew(HuggingFaceConfig config) {
    return config.flag("new_decoder_architecture", config.callsItself("RefinedWeb"));
  }
}
