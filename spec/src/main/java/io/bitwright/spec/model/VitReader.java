package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads vit, ViTConfig (arXiv 2010.11929). An architecture {@code ViTForImageClassification} has
 * logits of classes; any other is taken as {@code ViTModel}, which has a pooler.
 */
final class VitReader {
  /** Sizes of an image of ViTConfig. */
  private static final Map<String, Integer> SIZES = Map.of("image_size", 224, "patch_size", 16);

  private VitReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    Embedding.Patches patches = ImageEncoderFields.patches(config.as(ModelFamily.VIT, SIZES), true);
    boolean classifies = config.hasArchitecture("ForImageClassification");
    boolean inputBias = config.flag("qkv_bias", true);
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.GELU);
    DenseLayer pooler =
        new DenseLayer("pooler", width, width, true, Optional.of(HiddenActivation.TANH), false);
    TransformerStack stack =
        new TransformerStack(
            StackRole.VISION,
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            patches,
            new Positions.LearnedTable(patches.tokens()),
            new Attention(
                heads,
                heads,
                config.headDimension(width, "hidden_size", heads, "num_attention_heads"),
                inputBias,
                true,
                false,
                OptionalInt.empty()),
            Optional.empty(),
            EncoderLayerFields.feedForward(config, activation),
            Norms.layerBefore(config.positive("layer_norm_eps", 1e-12)),
            Arrangement.SEQUENTIAL,
            classifies ? List.of() : List.of(pooler),
            false);
    Optional<OutputHead> head =
        classifies
            ? Optional.of(new OutputHead(width, config.classes(), false, true))
            : Optional.empty();
    return config.model(name, patches.tokens(), List.of(stack), head);
  }
}
