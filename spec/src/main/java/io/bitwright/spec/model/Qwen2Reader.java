package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import java.util.OptionalInt;

/** Reads qwen2, Qwen2Config: biases of queries, keys and values (arXiv 2407.10671, section 2.2). */
final class Qwen2Reader {
  private Qwen2Reader() {}

  static ModelConfig read(String name, HuggingFaceConfig config) {
    RotaryDecoderFields fields = RotaryDecoderFields.read(config, 32_768, OptionalInt.empty());
    // The window counts only where its use is switched on.
    OptionalInt window = fields.window();
    boolean used = config.flag("use_sliding_window", false);
    Attention attention = fields.attention(32, true, false, used ? window : OptionalInt.empty());
    HiddenActivation activation = config.activation("hidden_act", HiddenActivation.SILU);
    FeedForward feedForward = FeedForward.gated(fields.inner(), activation);
    return fields.model(name, attention, feedForward, 10_000, 1e-6, false);
  }
}
