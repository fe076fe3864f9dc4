package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.LayerPattern;
import java.util.OptionalInt;

/**
 * Reads qwen2, Qwen2Config: biases of queries, keys and values (arXiv 2407.10671, section 2.2), and
 * a window, if it is used, in all layers but the first {@code max_window_layers}.
 */
final class Qwen2Reader {
  /** What Qwen2Config has where {@code sliding_window} is missing; null means none. */
  private static final int WINDOW = 4096;

  /** What Qwen2Config has where {@code max_window_layers} is missing. */
  private static final int WINDOW_LAYERS = 28;

  private Qwen2Reader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    RotaryDecoderFields fields = RotaryDecoderFields.read(config, 32_768, OptionalInt.empty());
    int layers = config.size(ModelLimits.LAYERS, "num_hidden_layers");
    Attention attention =
        WindowFields.LAYER_TYPES.read(
            config,
            fields.attention(32, true, false, window(config, fields.positions())),
            layers,
            LayerPattern.allButFirst(
                config.sizeOr(WINDOW_LAYERS, ModelLimits.SPARSE_LAYERS, "max_window_layers"),
                layers));
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.SILU);
    FeedForward feedForward = FeedForward.gated(fields.inner(), activation);
    return fields.model(name, attention, feedForward, 10_000, 1e-6, false);
  }

  /** The window counts only where its use is switched on. */
  private static OptionalInt window(HuggingFaceConfig config, int positions) {
    String key = "sliding_window";
    int otherwise = config.mentions(key) ? positions : WINDOW;
    int window = config.sizeOr(otherwise, ModelLimits.POSITIONS, key);
    boolean used = config.flag("use_sliding_window", false) && window < positions;
    return used ? OptionalInt.of(window) : OptionalInt.empty();
  }
}
