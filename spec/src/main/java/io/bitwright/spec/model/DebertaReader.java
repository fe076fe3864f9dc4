package io.bitwright.spec.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;

/** Reads deberta-v2, DebertaV2Config, as DebertaV2Model: an encoder without a head. */
final class DebertaReader {
  private static final Vocabulary<String> RELATIVE_NORMS =
      Vocabulary.of("norm of the relative embedding", List.of("layer_norm", "none"), word -> word);
  private static final Vocabulary<String> TERMS =
      Vocabulary.of("term of the attention", List.of("p2c", "c2p"), word -> word);

  private DebertaReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int positions = config.sizeOr(512, ModelLimits.POSITIONS, "max_position_embeddings");
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.GELU);
    TransformerStack stack =
        new TransformerStack(
            StackRole.ENCODER,
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            new Embedding.Tokens(
                config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size"),
                config.sizeOr(width, ModelLimits.HIDDEN_SIZE, "embedding_size"),
                config.sizeOr(0, ModelLimits.TOKEN_TYPES, "type_vocab_size"),
                false),
            order(config, positions),
            EncoderLayerFields.attention(config, width, heads),
            Optional.empty(),
            EncoderLayerFields.feedForward(config, activation),
            Norms.layerAfter(config.positive("layer_norm_eps", 1e-7)),
            Arrangement.SEQUENTIAL,
            List.of(),
            true);
    return config.model(name, positions, List.of(stack), Optional.empty());
  }

  private static Positions order(HuggingFaceConfig config, int positions) {
    boolean table = config.flag("position_biased_input", true);
    if (!config.flag("relative_attention", false)) {
      return new Positions.LearnedTable(positions);
    }
    if (table) {
      String both = "is true beside relative_attention; write false, only one of them is known";
      throw config.problem("position_biased_input", both);
    }
    // All released models norm their table of distances; without it 2 x width parameters are fewer.
    config.word("norm_rel_ebd", RELATIVE_NORMS, "layer_norm");
    List<String> terms = config.words("pos_att_type");
    try {
      terms.forEach(TERMS::parse);
    } catch (SpecException wrong) {
      throw config.problem("pos_att_type", String.valueOf(wrong.getMessage()));
    }
    // Below 1 stands for none: distances are then as many as max_relative_positions, or positions.
    int most = config.sizeOr(0, ModelLimits.SIGNED_POSITIONS, "max_relative_positions");
    int stated = config.sizeOr(0, ModelLimits.SIGNED_POSITIONS, "position_buckets");
    int buckets = stated > 0 ? stated : most > 0 ? most : positions;
    return new Positions.Disentangled(
        2 * buckets,
        config.flag("share_att_key", false),
        terms.size(),
        config.sizeOr(0, ModelLimits.KERNEL, "conv_kernel_size"));
  }
}
