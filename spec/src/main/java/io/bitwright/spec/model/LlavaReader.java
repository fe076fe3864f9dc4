package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads llava, LlavaConfig (arXiv 2310.03744, section 3): CLIP's image encoder, two dense layers
 * and a Llama. All layers of the image encoder run, although LLaVA takes the last but one's
 * results, and its learned token is projected, too, although it is dropped.
 */
final class LlavaReader {
  /** Sizes of LlamaConfig. */
  private static final Map<String, Integer> LLAMA_SIZES =
      Map.of(
          "hidden_size",
          4096,
          "intermediate_size",
          11_008,
          "num_hidden_layers",
          32,
          "num_attention_heads",
          32,
          "max_position_embeddings",
          2048,
          "vocab_size",
          32_000);

  private static final Vocabulary<String> TEXT_TYPES =
      Vocabulary.of("family of LLaVA's text", List.of("llama", "mistral"), word -> word);
  private static final Vocabulary<String> IMAGE_TYPES =
      Vocabulary.of("family of LLaVA's images", List.of("clip_vision_model"), word -> word);

  private LlavaReader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    HuggingFaceConfig llama = config.part("text_config", LLAMA_SIZES);
    llama.word("model_type", TEXT_TYPES, "llama");
    ModelConfig text = GatedDecoderReader.read(name, llama);
    HuggingFaceConfig vision = config.part("vision_config", ClipReader.VISION_SIZES);
    vision.word("model_type", IMAGE_TYPES, "clip_vision_model");
    int imageWidth = vision.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int width = text.hiddenSize();
    HiddenActivation activation = config.activation("projector_hidden_act", HiddenActivation.GELU);
    TransformerStack ofImage =
        ClipReader.vision(
            vision,
            List.of(
                new DenseLayer("linear_1", imageWidth, width, true, Optional.of(activation), false),
                new DenseLayer("linear_2", width, width, true, Optional.empty(), false)),
            true);
    return config.model(
        name, text.maximumPositions(), List.of(ofImage, text.lastStack()), text.head());
  }
}
