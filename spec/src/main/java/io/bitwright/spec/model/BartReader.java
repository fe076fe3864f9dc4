package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;

/** Reads bart, BartConfig (arXiv 1910.13461). */
final class BartReader {
  /**
   * Rows of a table of positions before that of the first token (BartLearnedPositionalEmbedding).
   */
  private static final int POSITION_OFFSET = 2;

  private static final double EPSILON = 1e-5;

  private final HuggingFaceConfig config;
  private final int width;
  private final int vocabulary;
  private final int positions;

  private BartReader(HuggingFaceConfig config) {
    this.config = config;
    width = config.size(ModelLimits.HIDDEN_SIZE, "d_model", "hidden_size");
    vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    positions = config.sizeOr(1024, ModelLimits.POSITIONS, "max_position_embeddings");
  }

  static ModelConfig read(String name, HuggingFaceConfig config) {
    BartReader reader = new BartReader(config);
    boolean tied = config.flag("tie_word_embeddings", true);
    return config.model(
        name,
        reader.positions,
        List.of(
            reader.stack(StackRole.ENCODER, "encoder"), reader.stack(StackRole.DECODER, "decoder")),
        Optional.of(new OutputHead(reader.width, reader.vocabulary, tied, false)));
  }

  private TransformerStack stack(StackRole role, String part) {
    boolean decoder = role == StackRole.DECODER;
    int heads = config.size(ModelLimits.HEADS, part + "_attention_heads", "num_attention_heads");
    int headDimension = config.headDimension(width, "d_model", heads, part + "_attention_heads");
    HiddenActivation activation = config.activation("activation_function", HiddenActivation.GELU);
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, part + "_ffn_dim");
    Attention full = Attention.multiHead(heads, headDimension, true, false);
    return new TransformerStack(
        role,
        config.size(ModelLimits.LAYERS, part + "_layers", "num_hidden_layers"),
        width,
        new Embedding.Tokens(vocabulary, width, 0, decoder),
        new Positions.LearnedTable(positions + POSITION_OFFSET, POSITION_OFFSET),
        decoder ? Attention.multiHead(heads, headDimension, true, true) : full,
        decoder ? Optional.of(full) : Optional.empty(),
        FeedForward.plain(inner, activation, true),
        Norms.layerAfter(EPSILON),
        Arrangement.SEQUENTIAL,
        List.of(),
        !decoder);
  }
}
