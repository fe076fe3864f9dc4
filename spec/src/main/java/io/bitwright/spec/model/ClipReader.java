package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads clip, CLIPConfig (arXiv 2103.00020, section 2.4): an image encoder and a causal text
 * encoder side by side, each with a projection of one token. One of them alone is a
 * clip_vision_model or a clip_text_model; it has its projection only if its architecture ends in
 * {@code WithProjection}. The one learned number that scales CLIP's logits is not counted.
 */
final class ClipReader {
  /** Sizes of CLIPTextConfig. */
  private static final Map<String, Integer> TEXT_SIZES =
      Map.of(
          "hidden_size",
          512,
          "intermediate_size",
          2048,
          "num_hidden_layers",
          12,
          "num_attention_heads",
          8,
          "max_position_embeddings",
          77,
          "vocab_size",
          49_408);

  /** Sizes of CLIPVisionConfig. */
  static final Map<String, Integer> VISION_SIZES =
      Map.of(
          "hidden_size",
          768,
          "intermediate_size",
          3072,
          "num_hidden_layers",
          12,
          "num_attention_heads",
          12,
          "image_size",
          224,
          "patch_size",
          32);

  private static final String TEXT = "text_projection";
  private static final String IMAGE = "visual_projection";

  private ClipReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    if (config.callsItself("clip_text_model")) {
      HuggingFaceConfig text = config.as(ModelFamily.CLIP, TEXT_SIZES);
      return config.model(
          name, positions(text), List.of(text(text, alone(text, TEXT))), Optional.empty());
    }
    if (config.callsItself("clip_vision_model")) {
      HuggingFaceConfig vision = config.as(ModelFamily.CLIP, VISION_SIZES);
      int tokens = ImageEncoderFields.patches(vision, false).tokens();
      TransformerStack ofImage = vision(vision, alone(vision, IMAGE), false);
      return config.model(name, tokens, List.of(ofImage), Optional.empty());
    }
    HuggingFaceConfig text = config.partOr("text_config", ModelFamily.CLIP, TEXT_SIZES);
    HuggingFaceConfig vision = config.partOr("vision_config", ModelFamily.CLIP, VISION_SIZES);
    int outputs = projected(config);
    TransformerStack ofText = text(text, List.of(projection(TEXT, text, outputs)));
    TransformerStack ofImage = vision(vision, List.of(projection(IMAGE, vision, outputs)), false);
    return config.model(name, positions(text), List.of(ofImage, ofText), Optional.empty());
  }

  private static int positions(HuggingFaceConfig text) {
    return text.size(ModelLimits.POSITIONS, "max_position_embeddings");
  }

  private static int projected(HuggingFaceConfig config) {
    return config.sizeOr(512, ModelLimits.HIDDEN_SIZE, "projection_dim");
  }

  /** What stands behind an encoder that is the whole model. */
  private static List<DenseLayer> alone(HuggingFaceConfig config, String projection) {
    return config.hasArchitecture("WithProjection")
        ? List.of(projection(projection, config, projected(config)))
        : List.of();
  }

  /** The image encoder of CLIPVisionConfig, with dense layers behind it. */
  static TransformerStack vision(
      HuggingFaceConfig config, List<DenseLayer> output, boolean everyToken) {
    Embedding.Patches patches = ImageEncoderFields.patches(config, false);
    Norms norms = Norms.layerBefore(config.positive("layer_norm_eps", 1e-5)).withEmbedding();
    return stack(config, StackRole.VISION, patches, patches.tokens(), norms, output, everyToken);
  }

  private static TransformerStack text(HuggingFaceConfig config, List<DenseLayer> output) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    return stack(
        config,
        StackRole.ENCODER,
        Embedding.Tokens.of(vocabulary, width),
        positions(config),
        Norms.layerBefore(config.positive("layer_norm_eps", 1e-5)),
        output,
        false);
  }

  private static DenseLayer projection(String name, HuggingFaceConfig config, int outputs) {
    int inputs = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    return new DenseLayer(name, inputs, outputs, false, Optional.empty(), false);
  }

  private static TransformerStack stack(
      HuggingFaceConfig config,
      StackRole role,
      Embedding embedding,
      int positions,
      Norms norms,
      List<DenseLayer> output,
      boolean everyToken) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int headDimension = config.headDimension(width, "hidden_size", heads, "num_attention_heads");
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.QUICK_GELU);
    return new TransformerStack(
        role,
        config.size(ModelLimits.LAYERS, "num_hidden_layers"),
        width,
        embedding,
        new Positions.LearnedTable(positions),
        Attention.multiHead(heads, headDimension, true, role == StackRole.ENCODER),
        Optional.empty(),
        FeedForward.plain(inner, activation, true),
        norms,
        Arrangement.SEQUENTIAL,
        output,
        everyToken);
  }
}
