package io.bitwright.spec.training;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/** What a model is tuned by after its training, and so which models take part in a step. */
public enum AlignmentMethod {
  /** Examples: the policy alone (Ouyang et al. 2022, arXiv 2203.02155, section 3.1). */
  SUPERVISED("sft"),
  /** Preferences: the reward model alone (the same paper, section 3.5). */
  REWARD_MODEL("reward-model"),
  /** Preferences: a policy and a frozen reference (Rafailov et al. 2023, arXiv 2305.18290). */
  DIRECT_PREFERENCE("dpo"),
  /**
   * Rewards of what the policy writes: a policy and a critic, and a frozen reference and reward
   * model (arXiv 2203.02155, section 3.5; PPO: Schulman et al. 2017, arXiv 1707.06347).
   */
  PROXIMAL_POLICY("ppo");

  /** The words users may write. */
  public static final Vocabulary<AlignmentMethod> VOCABULARY =
      Vocabulary.of("alignment method", List.of(values()), AlignmentMethod::label);

  private final String label;

  AlignmentMethod(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static AlignmentMethod parse(String word) {
    return VOCABULARY.parse(word);
  }
}
