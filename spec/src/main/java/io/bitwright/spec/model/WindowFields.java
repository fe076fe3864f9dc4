package io.bitwright.spec.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.LayerPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The keys that say which layers have the sliding window, a word for each layer. */
enum WindowFields {
  /** As the transformers library writes it since version 4.53. */
  LAYER_TYPES("layer_types", "sliding_attention", "full_attention"),
  /** GPTNeoConfig. */
  ATTENTION_LAYERS("attention_layers", "local", "global");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // a vocabulary never changes
  private final Vocabulary<Boolean> words;

  WindowFields(String key, String windowed, String dense) {
    this.key = key;
    this.words =
        Vocabulary.of(
            "type of layer", List.of(true, false), isWindowed -> isWindowed ? windowed : dense);
  }

  /**
   * Attention with a window in the layers that the file names, or else in those of a rule; without
   * a window where none of them has it.
   *
   * @param attention as it is in a layer with a window
   * @param otherwise the layers with a window where the file names none
   * @throws SpecException if there is not one known word for each layer
   */
  Attention read(
      HuggingFaceConfig config, Attention attention, int layers, LayerPattern otherwise) {
    LayerPattern pattern = config.has(key) ? named(config, layers) : otherwise;
    OptionalInt window = pattern.of(layers) > 0 ? attention.window() : OptionalInt.empty();
    return attention.with(window, pattern);
  }

  /** Whether the file names a layer that has a window. */
  boolean namesWindows(HuggingFaceConfig config, int layers) {
    return config.has(key) && named(config, layers).of(layers) > 0;
  }

  private LayerPattern named(HuggingFaceConfig config, int layers) {
    List<String> types = config.texts(key);
    if (types.size() != layers) {
      throw config.problem(
          key, "has " + types.size() + " words; write one for each of " + layers + " layers");
    }
    List<Boolean> windowed = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      windowed.add(config.parse(key + "[" + i + "]", types.get(i), words::parse));
    }
    return new LayerPattern(windowed);
  }
}
