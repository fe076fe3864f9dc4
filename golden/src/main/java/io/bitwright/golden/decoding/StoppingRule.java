package io.bitwright.golden.decoding;

import io.bitwright.spec.SpecException;
import java.util.Set;

/**
 * When a text ends.
 *
 * @param newTokens the most tokens that follow the prompt, at least 1
 * @param endTokens each ends the text and is its last token; may be empty
 */
public record StoppingRule(int newTokens, Set<Integer> endTokens) {

  /**
   * Checks that there is something to generate.
   *
   * @throws SpecException if there is not
   */
  public StoppingRule {
    if (newTokens < 1) {
      throw new SpecException("cannot generate " + newTokens + " tokens; at least 1 is allowed");
    }
    endTokens = Set.copyOf(endTokens);
  }

  /** So many tokens, whatever they are. */
  public static StoppingRule after(int newTokens) {
    return new StoppingRule(newTokens, Set.of());
  }

  boolean endsWith(int token) {
    return endTokens.contains(token);
  }

  /** Tokens of a sequence that holds the prompt and all that may follow. */
  long capacity(int[] prompt) {
    return (long) prompt.length + newTokens;
  }
}
