package io.bitwright.golden.decoding;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a decoding gave, and what it took.
 *
 * @param tokens the new tokens, without the prompt; an end token is the last
 * @param passes all forward passes, in order
 * @param draftedTokens tokens that a draft proposed
 * @param acceptedTokens those of them that became part of the text
 */
public record DecodedText(
    List<Integer> tokens, List<ForwardPass> passes, int draftedTokens, int acceptedTokens) {

  public DecodedText {
    tokens = List.copyOf(tokens);
    passes = List.copyOf(passes);
  }

  /** The passes of a model. */
  public List<ForwardPass> passes(ForwardPass.Model model) {
    return passes.stream().filter(pass -> pass.model() == model).toList();
  }

  /** Accepted tokens by drafted ones; empty where none was drafted. */
  public OptionalDouble acceptedShare() {
    return draftedTokens == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) acceptedTokens / draftedTokens);
  }

  /** {@link #tokens} as an array. */
  public int[] tokenArray() {
    return tokens.stream().mapToInt(token -> token).toArray();
  }
}
