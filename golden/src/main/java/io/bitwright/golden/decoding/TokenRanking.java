package io.bitwright.golden.decoding;

import java.util.Arrays;

/** Tokens by their logits. */
public final class TokenRanking {
  private static final long TOKEN_BITS = 0xffff_ffffL;

  private TokenRanking() {}

  /**
   * The tokens of the largest logits, the largest first; of equal logits the lower token first.
   *
   * @param count how many, at most as many as there are logits
   */
  static int[] best(float[] logits, int count) {
    if (count == 1) {
      return new int[] {mostLikely(logits)};
    }
    long[] keys = new long[logits.length];
    for (int token = 0; token < logits.length; token++) {
      keys[token] = ((long) ~ordered(logits[token]) << Integer.SIZE) | token;
    }
    Arrays.sort(keys);
    int[] tokens = new int[count];
    for (int rank = 0; rank < count; rank++) {
      tokens[rank] = (int) (keys[rank] & TOKEN_BITS);
    }
    return tokens;
  }

  /** The token of the largest logit; of equal ones the lowest token. */
  public static int mostLikely(float[] logits) {
    int best = 0;
    for (int token = 1; token < logits.length; token++) {
      if (logits[token] > logits[best]) {
        best = token;
      }
    }
    return best;
  }

  /** Bits that order as integers as the numbers do; both zeros alike. */
  private static int ordered(float number) {
    int bits = Float.floatToIntBits(number + 0f);
    return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
  }
}
