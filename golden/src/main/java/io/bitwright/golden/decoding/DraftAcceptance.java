package io.bitwright.golden.decoding;

/**
 * When a drafted token is taken, and what takes its place if not (Leviathan et al. 2023, arXiv
 * 2211.17192, algorithm 1 and section 2.3). Both together leave the target's distribution as it is.
 */
final class DraftAcceptance {
  private DraftAcceptance() {}

  /**
   * The chance that a drafted token is taken, {@code min(1, p / q)}.
   *
   * @param target p, the target's probabilities
   * @param draft q, the draft's; above 0 for the token
   */
  static double probability(double[] target, double[] draft, int token) {
    return Math.min(1, target[token] / draft[token]);
  }

  /**
   * The distribution of the token that takes the place of a refused one, {@code norm(max(0, p -
   * q))}.
   */
  static double[] replacement(double[] target, double[] draft) {
    double[] rest = new double[target.length];
    double total = 0;
    for (int token = 0; token < rest.length; token++) {
      rest[token] = Math.max(0, target[token] - draft[token]);
      total += rest[token];
    }
    if (total == 0) {
      // p and q differ by rounding alone, so that a refusal is a matter of rounding, too.
      return target.clone();
    }
    for (int token = 0; token < rest.length; token++) {
      rest[token] /= total;
    }
    return rest;
  }
}
