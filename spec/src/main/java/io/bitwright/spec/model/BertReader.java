package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;

/**
 * Reads bert, BertConfig (arXiv 1810.04805). An architecture {@code BertForMaskedLM} has logits for
 * all tokens; any other is taken as {@code BertModel}, which has a pooler of the first token.
 */
final class BertReader {
  private BertReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int positions = config.sizeOr(512, ModelLimits.POSITIONS, "max_position_embeddings");
    boolean masked = config.hasArchitecture("ForMaskedLM");
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.GELU);
    DenseLayer output =
        masked
            ? new DenseLayer("transform", width, width, true, Optional.of(activation), true)
            : new DenseLayer(
                "pooler", width, width, true, Optional.of(HiddenActivation.TANH), false);
    TransformerStack stack =
        new TransformerStack(
            StackRole.ENCODER,
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            new Embedding.Tokens(
                vocabulary,
                width,
                config.sizeOr(2, ModelLimits.TOKEN_TYPES, "type_vocab_size"),
                false),
            new Positions.LearnedTable(positions),
            EncoderLayerFields.attention(config, width, heads),
            Optional.empty(),
            EncoderLayerFields.feedForward(config, activation),
            Norms.layerAfter(config.positive("layer_norm_eps", 1e-12)),
            Arrangement.SEQUENTIAL,
            List.of(output),
            masked);
    Optional<OutputHead> head =
        masked ? Optional.of(new OutputHead(width, vocabulary, true, true)) : Optional.empty();
    return config.model(name, positions, List.of(stack), head);
  }
}
