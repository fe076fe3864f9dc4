package io.bitwright.golden.decoding;

/**
 * A forward pass that ran.
 *
 * @param model which model ran
 * @param sequences sequences side by side
 * @param tokens new tokens of each sequence
 * @param context tokens of each sequence that were there before
 * @param scoresEveryToken whether the logits of all new tokens are of use, not of the last alone
 */
public record ForwardPass(
    Model model, int sequences, int tokens, int context, boolean scoresEveryToken) {

  /** The models of a decoding. */
  public enum Model {
    /** The model whose text it is. */
    TARGET,
    /** The model that drafts tokens for it. */
    DRAFT
  }
}
