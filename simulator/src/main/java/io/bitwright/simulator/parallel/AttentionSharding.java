package io.bitwright.simulator.parallel;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** What the chips that share a layer's weights share of its attention. */
public enum AttentionSharding {
  /**
   * Heads. Chips with heads of queries that read the same head of keys each keep all of its keys
   * and values.
   */
  HEADS,
  /**
   * Sequences: each chip keeps the keys and values of its own, all heads of them. Queries and
   * results change places before and behind attention (Pope et al. 2022, arXiv 2211.05102, section
   * 3.3).
   */
  BATCH;

  /** The words users may write. */
  public static final Vocabulary<AttentionSharding> VOCABULARY =
      Vocabulary.of("sharding of attention", List.of(values()), AttentionSharding::label);

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static AttentionSharding parse(String word) {
    return VOCABULARY.parse(word);
  }

  /** The word in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
