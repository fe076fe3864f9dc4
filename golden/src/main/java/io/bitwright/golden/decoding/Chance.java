package io.bitwright.golden.decoding;

/** Where the random decisions of sampling come from. */
public interface Chance {

  /**
   * A token by its probability.
   *
   * @param probabilities of all tokens, at least 0, their sum 1 but for rounding
   * @return a token whose probability is above 0
   */
  int token(double[] probabilities);

  /**
   * Whether something happens.
   *
   * @param probability 0 (never) to 1 (always)
   */
  boolean happens(double probability);
}
