package io.bitwright.spec.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.LayerPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The keys that say which layers have the sliding window: {@code layer_types}, a word for each
 * layer, as the transformers library writes it since version 4.53.
 */
final class WindowFields {
  private static final String LAYER_TYPES = "layer_types";

  private static final Vocabulary<Boolean> TYPES =
      Vocabulary.of(
          "type of layer",
          List.of(true, false),
          windowed -> windowed ? "sliding_attention" : "full_attention");

  private WindowFields() {}

  /**
   * Attention with a window in the layers that the file names, or else in those of a rule; without
   * a window where none of them has it.
   *
   * @param attention as it is in a layer with a window
   * @param otherwise the layers with a window where the file names none
   * @throws SpecException if there is not one known word for each layer
   */
  static Attention read(
      HuggingFaceConfig config, Attention attention, int layers, LayerPattern otherwise) {
    LayerPattern pattern = config.has(LAYER_TYPES) ? named(config, layers) : otherwise;
    OptionalInt window = pattern.of(layers) > 0 ? attention.window() : OptionalInt.empty();
    return attention.with(window, pattern);
  }

  /** Whether the file names a layer that has a window. */
  static boolean namesWindows(HuggingFaceConfig config, int layers) {
    return config.has(LAYER_TYPES) && named(config, layers).of(layers) > 0;
  }

  private static LayerPattern named(HuggingFaceConfig config, int layers) {
    List<String> words = config.texts(LAYER_TYPES);
    if (words.size() != layers) {
      throw config.problem(
          LAYER_TYPES, "has " + words.size() + " words; write one for each of " + layers + " layers");
    }
    List<Boolean> windowed = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      windowed.add(config.parse(LAYER_TYPES + "[" + i + "]", words.get(i), TYPES::parse));
    }
    return new LayerPattern(windowed);
  }
}
