package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import java.util.Optional;

/**
 * What follows the prompt in {@link Phase#GENERATE}.
 *
 * @param newTokens decode steps, each of which adds a token to every sequence, 1 to {@value
 *     #MOST_NEW_TOKENS}
 * @param beams hypotheses of a sequence that are decoded side by side, at least 1; 1 is no search
 * @param speculation a draft model, if there is one
 */
public record GenerationSpec(int newTokens, int beams, Optional<SpeculationSpec> speculation) {
  /** Steps where nothing is said. */
  public static final int DEFAULT_NEW_TOKENS = 128;

  /** Most steps of one estimate. */
  public static final int MOST_NEW_TOKENS = 1 << 20;

  private static final int MOST_BEAMS = 1 << 16;

  /** Steps of one hypothesis each, without a draft. */
  public static final GenerationSpec DEFAULT =
      new GenerationSpec(DEFAULT_NEW_TOKENS, 1, Optional.empty());

  /**
   * Checks the numbers.
   *
   * @throws SpecException if one is out of its range, or beams and a draft are asked for at once
   */
  public GenerationSpec {
    if (newTokens < 1 || newTokens > MOST_NEW_TOKENS) {
      throw new SpecException(
          "new tokens must be from 1 to " + MOST_NEW_TOKENS + ", got " + newTokens);
    }
    if (beams < 1 || beams > MOST_BEAMS) {
      throw new SpecException("beams must be from 1 to " + MOST_BEAMS + ", got " + beams);
    }
    if (beams > 1 && speculation.isPresent()) {
      throw new SpecException(
          "beams and a draft exclude each other: accepted tokens are those of one hypothesis");
    }
  }
}
