package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;

/** Reads opt, OPTConfig (arXiv 2205.01068). */
final class OptReader {
  /**
   * Rows of the table of positions before that of the first token (OPTLearnedPositionalEmbedding).
   */
  private static final int POSITION_OFFSET = 2;

  private OptReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int tableWidth = config.sizeOr(width, ModelLimits.HIDDEN_SIZE, "word_embed_proj_dim");
    int positions = config.sizeOr(2048, ModelLimits.POSITIONS, "max_position_embeddings");
    boolean bias = config.flag("enable_bias", true);
    boolean before = config.flag("do_layer_norm_before", true);
    boolean last = before && !config.flag("_remove_final_layer_norm", false);
    NormPlacement placement = before ? NormPlacement.BEFORE : NormPlacement.AFTER;
    HiddenActivation activation = config.activation("activation_function", HiddenActivation.RELU);
    TransformerStack stack =
        new TransformerStack(
            StackRole.DECODER,
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            new Embedding.Tokens(vocabulary, tableWidth, 0, false),
            new Positions.LearnedTable(positions + POSITION_OFFSET, POSITION_OFFSET),
            Attention.multiHead(
                heads,
                config.headDimension(width, "hidden_size", heads, "num_attention_heads"),
                bias,
                true),
            Optional.empty(),
            FeedForward.plain(
                config.size(ModelLimits.INTERMEDIATE_SIZE, "ffn_dim"), activation, bias),
            new Norms(NormKind.LAYER, true, placement, 1e-5, false, last, false),
            Arrangement.SEQUENTIAL,
            output(width, tableWidth),
            false);
    boolean tied = config.flag("tie_word_embeddings", true);
    OutputHead head = new OutputHead(tableWidth, vocabulary, tied, false);
    return config.model(name, positions, List.of(stack), Optional.of(head));
  }

  /** The way back to the width of the embedding, where it is another. */
  private static List<DenseLayer> output(int width, int tableWidth) {
    return width == tableWidth
        ? List.of()
        : List.of(new DenseLayer("project_out", width, tableWidth, false, Optional.empty(), false));
  }
}
