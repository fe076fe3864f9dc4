package io.bitwright.golden.decoding;

/** The tokens that a model has read, with what it keeps of them; belongs to one thread. */
public interface TokenSequence {

  /** Tokens that it holds. */
  int length();

  /**
   * Reads tokens behind those it holds.
   *
   * @return one row of vocabularySize logits for each token, predicting the token after it
   * @throws io.bitwright.spec.SpecException if there is no token, one is outside the vocabulary, or
   *     there are more than it can hold
   */
  float[][] logits(int... tokens);

  /** As {@link #logits}, but only the row of the last token. */
  float[] lastLogits(int... tokens);

  /**
   * Forgets the tokens behind the first ones.
   *
   * @param tokens tokens to keep, 0 to {@link #length}
   */
  void truncate(int tokens);

  /** A sequence of the same tokens that goes on by itself. */
  TokenSequence copy();
}
