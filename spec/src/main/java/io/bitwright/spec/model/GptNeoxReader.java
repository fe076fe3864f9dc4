package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.OptionalInt;

/** Reads gpt_neox, GPTNeoXConfig (arXiv 2204.06745, section 2.1). */
final class GptNeoxReader {
  private GptNeoxReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int headDimension = config.headDimension(width, "hidden_size", heads, "num_attention_heads");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.sizeOr(2048, ModelLimits.POSITIONS, "max_position_embeddings");
    boolean bias = config.flag("attention_bias", true);
    double theta = config.positive("rotary_emb_base", config.ropeTheta(10_000));
    int turned = (int) (headDimension * config.turnedShare("rotary_pct", 0.25));
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.GELU);
    TransformerStack stack =
        TransformerStack.decoder(
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            Embedding.Tokens.of(vocabulary, width),
            config.rotary(theta, turned, positions),
            new Attention(heads, heads, headDimension, bias, bias, true, OptionalInt.empty()),
            FeedForward.plain(inner, activation, true),
            Norms.layerBefore(config.positive("layer_norm_eps", 1e-5)),
            config.flag("use_parallel_residual", true)
                ? Arrangement.PARALLEL
                : Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", false));
  }
}
