package io.bitwright.spec.model;

import java.util.Locale;

/** Model families by the {@code model_type} of their Hugging Face configuration. */
public enum ModelFamily {
  LLAMA,
  MISTRAL,
  BITNET;

  /** The {@code model_type} word: {@code llama}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
