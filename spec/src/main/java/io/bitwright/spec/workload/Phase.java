package io.bitwright.spec.workload;

import java.util.Locale;

/** The phases of a model's use that can be estimated. */
public enum Phase {
  /** All tokens of a prompt in one forward pass. */
  PREFILL,
  /** One forward pass that yields one token a sequence, with earlier tokens in the KV cache. */
  DECODE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
