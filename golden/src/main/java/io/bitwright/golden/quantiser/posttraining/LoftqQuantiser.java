package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.golden.format.storage.StoredMatrix;

/**
 * LoftQ: a quantised backbone and adapters that together are near the trained matrix, in turn:
 * quantise what the adapters leave, then take the nearest adapters of what the backbone leaves.
 *
 * <p>Source: LoftQ (arXiv 2310.08659) section 3, algorithm 1; without steps this is QLoRA (arXiv
 * 2305.14314): the quantised matrix with adapters of zero.
 *
 * @param backbone uniform or NormalFloat, as the paper has it, or any other
 * @param rank inner dimension of the adapters, at least 1
 * @param steps T: 0 for adapters of zero; 5 in most of the paper's experiments
 */
public record LoftqQuantiser(MatrixQuantiser backbone, int rank, int steps) {
  /**
   * @throws IllegalArgumentException if the rank is below 1 or there are fewer than 0 steps
   */
  public LoftqQuantiser {
    if (rank < 1 || steps < 0) {
      throw new IllegalArgumentException("rank " + rank + ", " + steps + " steps");
    }
  }

  /**
   * Backbone and adapters.
   *
   * @param weights N rows of K values; not written to
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  public AdaptedMatrix quantise(float[][] weights) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    LowRankProduct adapters = LowRankProduct.zero(shape.rows(), shape.columns(), rank);
    StoredMatrix quantised = backbone.quantise(weights);
    for (int step = 0; step < steps; step++) {
      quantised = step == 0 ? quantised : backbone.quantise(minus(weights, adapters.values()));
      adapters = LowRankProduct.nearest(minus(weights, quantised.values()), rank);
    }
    return new AdaptedMatrix(quantised, adapters);
  }

  private static float[][] minus(float[][] one, float[][] other) {
    float[][] difference = new float[one.length][one[0].length];
    for (int n = 0; n < one.length; n++) {
      for (int k = 0; k < one[n].length; k++) {
        difference[n][k] = one[n][k] - other[n][k];
      }
    }
    return difference;
  }
}
