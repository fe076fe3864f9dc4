package io.bitwright.spec.training;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/**
 * What chips that work on different sequences share out among them instead of each keeping all of
 * it (ZeRO, Rajbhandari et al. 2019, arXiv 1910.02054, section 5).
 */
public enum ZeroStage {
  /** Optimizer states and masters (P_os). */
  OPTIMIZER("1", false, false),
  /** These and gradients (P_os+g). */
  GRADIENTS("2", true, false),
  /** These and weights (P_os+g+p); FSDP's full sharding (Zhao et al. 2023, arXiv 2304.11277). */
  WEIGHTS("3", true, true);

  /** The words users may write. */
  public static final Vocabulary<ZeroStage> VOCABULARY =
      Vocabulary.of("ZeRO stage", List.of(values()), ZeroStage::label);

  private final String label;
  private final boolean gradients;
  private final boolean weights;

  ZeroStage(String label, boolean gradients, boolean weights) {
    this.label = label;
    this.gradients = gradients;
    this.weights = weights;
  }

  public String label() {
    return label;
  }

  /** Whether gradients are shared out. */
  public boolean shardsGradients() {
    return gradients;
  }

  /** Whether weights are shared out. */
  public boolean shardsWeights() {
    return weights;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static ZeroStage parse(String word) {
    return VOCABULARY.parse(word);
  }
}
