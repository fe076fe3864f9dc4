package io.bitwright.spec.workload;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** How scores and values of a layer's attention are computed. */
public enum AttentionKernel {
  /** In one operator; no score leaves the chip (FlashAttention, arXiv 2205.14135, section 3.1). */
  FUSED,
  /**
   * One after the other: scores, softmax and values, each an operator of its own that hands on all
   * scores of all heads (Vaswani et al. 2017, arXiv 1706.03762, section 3.2.1).
   */
  UNFUSED;

  /** The words users may write. */
  public static final Vocabulary<AttentionKernel> VOCABULARY =
      Vocabulary.of("way to run attention", List.of(values()), AttentionKernel::label);

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static AttentionKernel parse(String word) {
    return VOCABULARY.parse(word);
  }
}
