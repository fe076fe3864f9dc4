package io.bitwright.spec.transformer;

/** How a stack knows the order of its tokens. */
public sealed interface Positions {

  /**
   * Queries and keys are turned by their position (Su et al. 2021, arXiv 2104.09864).
   *
   * @param theta base of the frequencies
   * @param turnedDimension numbers of each head that are turned, the first ones; at most the head's
   * @param scaling of the frequencies
   */
  record Rotary(double theta, int turnedDimension, RopeScaling scaling) implements Positions {
    /** Without scaling. */
    public Rotary(double theta, int turnedDimension) {
      this(theta, turnedDimension, new RopeScaling.None());
    }
  }

  /**
   * A learned row is added to each token's embedding.
   *
   * @param rows of the table
   * @param firstRow row of the first token; those before it serve no position
   */
  record LearnedTable(int rows, int firstRow) implements Positions {
    /** A table with the first token's row in front. */
    public LearnedTable(int rows) {
      this(rows, 0);
    }
  }

  /** Scores fall with distance, without weights (ALiBi, Press et al. 2021, arXiv 2108.12409). */
  record LinearBias() implements Positions {}

  /**
   * A learned number for each head and bucket of distances is added to the scores; one table serves
   * all layers of the stack (T5, Raffel et al. 2019, arXiv 1910.10683, section 2.1).
   */
  record RelativeBias(int buckets) implements Positions {}

  /**
   * Each layer projects sinusoids of all distances to keys, which queries meet as they meet those
   * of tokens (Transformer-XL, Dai et al. 2019, arXiv 1901.02860, section 3.3).
   */
  record RelativeProjection() implements Positions {}

  /**
   * Queries meet keys of distances, and keys queries of distances, made from one normed table by
   * the layer's own projections (DeBERTa, He et al. 2020, arXiv 2006.03654, section 3.1, with the
   * changes of its version 2: github microsoft/DeBERTa, README, "What's new in v2").
   *
   * @param rows rows of the table of distances
   * @param sharedProjections whether distances go through the projections of tokens
   * @param terms products of scores with distances: 2 for both directions
   * @param convolutionKernel tokens that the convolution beside the first layer sees (nGiE); 0 for
   *     no convolution
   */
  record Disentangled(int rows, boolean sharedProjections, int terms, int convolutionKernel)
      implements Positions {}

  /** Whether a number is added to each score of a query and a key. */
  default boolean addToScores() {
    return switch (this) {
      case LinearBias linear -> true;
      case RelativeBias relative -> true;
      case RelativeProjection relative -> true;
      case Disentangled disentangled -> true;
      case Rotary rotary -> false;
      case LearnedTable table -> false;
    };
  }
}
