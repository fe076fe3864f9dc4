package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads llava, LlavaConfig (arXiv 2310.03744, section 3): CLIP's image encoder, two dense layers
 * and a Llama or Mistral. All layers of the image encoder run, although LLaVA takes the last but
 * one's results, and its learned token is projected, too, although it is dropped.
 *
 * <p>Also read is the configuration of the authors' own checkpoints: a Llama's with the name of the
 * image encoder (github haotian-liu/LLaVA, llava/model/language_model/llava_llama.py).
 */
final class LlavaReader {
  /** Sizes of LlamaConfig. */
  private static final Map<String, Integer> LLAMA_SIZES = sizes(11_008, 2048);

  /** Sizes of MistralConfig. */
  private static final Map<String, Integer> MISTRAL_SIZES = sizes(14_336, 131_072);

  private static final Vocabulary<ModelFamily> TEXT_TYPES =
      Vocabulary.of(
          "family of LLaVA's text",
          List.of(ModelFamily.LLAMA, ModelFamily.MISTRAL),
          ModelFamily::label);
  private static final Vocabulary<String> IMAGE_TYPES =
      Vocabulary.of("family of LLaVA's images", List.of("clip_vision_model"), word -> word);

  /** Pixels of a side of an image by the name of the encoder. */
  private static final Vocabulary<Integer> TOWERS =
      Vocabulary.of(
          "image encoder of LLaVA",
          Map.of("openai/clip-vit-large-patch14-336", 336, "openai/clip-vit-large-patch14", 224));

  /** Whether there are two layers between the encoder and the text, instead of one. */
  private static final Vocabulary<Boolean> PROJECTORS =
      Vocabulary.of("projector of LLaVA", Map.of("linear", false, "mlp2x_gelu", true));

  private LlavaReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    return config.has("mm_vision_tower") ? ofAuthors(name, config) : ofLibrary(name, config);
  }

  private static ModelConfig ofLibrary(String name, HuggingFaceConfig config) {
    ModelFamily family = config.partType("text_config", TEXT_TYPES, ModelFamily.LLAMA);
    boolean mistral = family == ModelFamily.MISTRAL;
    ModelConfig text =
        GatedDecoderReader.read(
            name, config.part("text_config", family, mistral ? MISTRAL_SIZES : LLAMA_SIZES));
    config.partType("vision_config", IMAGE_TYPES, "clip_vision_model");
    // A part that states nothing has the sizes of its class, a missing one those of LlavaConfig.
    HuggingFaceConfig vision =
        config.has("vision_config")
            ? config.part("vision_config", ModelFamily.CLIP, ClipReader.VISION_SIZES)
            : HuggingFaceConfig.ofSizes(ModelFamily.CLIP, tower(336));
    HiddenActivation activation = config.activation("projector_hidden_act", HiddenActivation.GELU);
    boolean bias = config.flag("multimodal_projector_bias", true);
    return model(config, text, vision, Optional.of(activation), bias);
  }

  private static ModelConfig ofAuthors(String name, HuggingFaceConfig config) {
    ModelConfig text = GatedDecoderReader.read(name, config.as(ModelFamily.LLAMA, Map.of()));
    int image = config.word("mm_vision_tower", TOWERS, 336);
    boolean twoLayers = config.word("mm_projector_type", PROJECTORS, false);
    return model(
        config,
        text,
        HuggingFaceConfig.ofSizes(ModelFamily.CLIP, tower(image)),
        twoLayers ? Optional.of(HiddenActivation.GELU) : Optional.empty(),
        true);
  }

  /**
   * The model.
   *
   * @param between activation between the two layers of the projector; empty for one layer
   */
  private static ModelConfig model(
      HuggingFaceConfig config,
      ModelConfig text,
      HuggingFaceConfig vision,
      Optional<HiddenActivation> between,
      boolean bias) {
    int imageWidth = vision.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int width = text.hiddenSize();
    List<DenseLayer> projector = new ArrayList<>();
    projector.add(new DenseLayer("linear_1", imageWidth, width, bias, between, false));
    if (between.isPresent()) {
      projector.add(new DenseLayer("linear_2", width, width, bias, Optional.empty(), false));
    }
    TransformerStack ofImage = ClipReader.vision(vision, projector, true);
    return config.model(
        text.name(), text.maximumPositions(), List.of(ofImage, text.lastStack()), text.head());
  }

  private static Map<String, Integer> sizes(int inner, int positions) {
    return Map.of(
        "hidden_size", 4096,
        "intermediate_size", inner,
        "num_hidden_layers", 32,
        "num_attention_heads", 32,
        "max_position_embeddings", positions,
        "vocab_size", 32_000);
  }

  /** CLIP's ViT-L/14 (arXiv 2103.00020, Table 20). */
  private static Map<String, Integer> tower(int imageSize) {
    return Map.of(
        "hidden_size", 1024,
        "intermediate_size", 4096,
        "num_hidden_layers", 24,
        "num_attention_heads", 16,
        "image_size", imageSize,
        "patch_size", 14);
  }
}
