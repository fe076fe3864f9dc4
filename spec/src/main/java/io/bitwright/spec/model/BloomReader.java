package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;

/** Reads bloom, BloomConfig: ALiBi and a norm behind the embedding (arXiv 2211.05100). */
final class BloomReader {
  private BloomReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size", "n_embed");
    int layers = config.size(ModelLimits.LAYERS, "n_layer", "num_hidden_layers");
    int heads = config.size(ModelLimits.HEADS, "n_head", "num_attention_heads");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    // ALiBi has no longest sequence; seq_length is that of the training.
    int positions = config.sizeOr(2048, ModelLimits.POSITIONS, "seq_length");
    int headDimension = config.headDimension(width, "hidden_size", heads, "n_head");
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            width,
            Embedding.Tokens.of(vocabulary, width),
            new Positions.LinearBias(),
            Attention.multiHead(heads, headDimension, true, true),
            FeedForward.plain(4 * width, HiddenActivation.GELU_TANH, true),
            Norms.layerBefore(config.positive("layer_norm_epsilon", 1e-5)).withEmbedding(),
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", true));
  }
}
