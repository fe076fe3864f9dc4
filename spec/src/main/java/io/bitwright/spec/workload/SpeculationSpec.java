package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;

/**
 * Speculative decoding (Leviathan et al. 2022, arXiv 2211.17192): a small model drafts tokens one
 * by one, and the model itself checks all of them in one pass.
 *
 * @param draft the small model, of the same vocabulary
 * @param draftTokens tokens drafted in a step (gamma in the paper), 1 to {@value
 *     #MOST_DRAFT_TOKENS}
 * @param acceptance chance that a drafted token is accepted (alpha in the paper), 0 to 1
 */
public record SpeculationSpec(ModelConfig draft, int draftTokens, double acceptance) {
  /** Longest draft of a step. */
  public static final int MOST_DRAFT_TOKENS = 64;

  /**
   * Checks the numbers.
   *
   * @throws SpecException if one is out of its range, or the draft has no decoder
   */
  public SpeculationSpec {
    if (!(acceptance >= 0 && acceptance <= 1)) {
      throw new SpecException("acceptance must be from 0 to 1, got " + acceptance);
    }
    if (draftTokens < 1 || draftTokens > MOST_DRAFT_TOKENS) {
      throw new SpecException(
          "draft tokens must be from 1 to " + MOST_DRAFT_TOKENS + ", got " + draftTokens);
    }
    if (!draft.decodes()) {
      throw new SpecException(draft.name() + " has no decoder, so it cannot draft tokens");
    }
  }

  /**
   * Tokens that a step yields on average: equation 1 of the paper, {@code (1 - A^(G+1)) / (1 - A)}
   * for acceptance A and G drafted tokens, summed as {@code 1 + A + ... + A^G}, which gives G + 1
   * for A = 1.
   */
  public double expectedTokensPerStep() {
    double sum = 1;
    for (int i = 0; i < draftTokens; i++) {
      sum = 1 + acceptance * sum;
    }
    return sum;
  }

  /**
   * Refuses a draft whose tokens are not the target's.
   *
   * @throws SpecException naming both vocabularies
   */
  public void refuseOtherVocabularyThan(ModelConfig target) {
    if (draft.headOutputs() != target.headOutputs()) {
      throw new SpecException(
          "%s has a vocabulary of %d tokens, %s one of %d; a draft needs the vocabulary of the model"
              .formatted(draft.name(), draft.headOutputs(), target.name(), target.headOutputs()));
    }
  }
}
