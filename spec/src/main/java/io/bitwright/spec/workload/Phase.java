package io.bitwright.spec.workload;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** The phases of a model's use that can be estimated. */
public enum Phase {
  /** All tokens of a prompt in one forward pass. */
  PREFILL,
  /** One forward pass that yields one token a sequence, with earlier tokens in the KV cache. */
  DECODE,
  /** A prefill, and then decode steps one after the other, each with one more token cached. */
  GENERATE;

  /** The words users may write. */
  public static final Vocabulary<Phase> VOCABULARY =
      Vocabulary.of("phase", List.of(values()), Phase::label);

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static Phase parse(String word) {
    return VOCABULARY.parse(word);
  }
}
