package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.MatrixShape;

/**
 * Moves part of the range of activations into the weights: {@code Y = (X diag(s)^-1) (diag(s) W)}
 * with {@code s_j = max|X_j|^alpha / max|W_j|^(1 - alpha)}.
 *
 * <p>Source: SmoothQuant (arXiv 2211.10438) section 4, equations 3 and 4. Factors are at least
 * 1e-5, also in the authors' code (github mit-han-lab/smoothquant), so that inputs that are always
 * 0 can be divided by theirs.
 *
 * @param alpha how much moves: 0 nothing of the activations' range, 1 all; 0.5 in the paper
 */
public record SmoothQuant(double alpha) {
  /** That of OPT and BLOOM, section 4. */
  public static final SmoothQuant HALF = new SmoothQuant(0.5);

  private static final double SMALLEST_FACTOR = 1e-5;

  /**
   * @throws IllegalArgumentException if alpha is not between 0 and 1
   */
  public SmoothQuant {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha " + alpha + "; allowed are 0 to 1");
    }
  }

  /**
   * The factors of inputs.
   *
   * @param weights N rows of K
   * @param activations M rows of K calibration inputs
   * @return K factors s, greater than 0
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  public float[] factors(float[][] weights, float[][] activations) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    FiniteMatrix.activations(activations, shape.columns());
    float[] ofInputs = largestMagnitudes(activations);
    float[] ofWeights = largestMagnitudes(weights);
    float[] factors = new float[shape.columns()];
    for (int k = 0; k < factors.length; k++) {
      double input = Math.max(ofInputs[k], SMALLEST_FACTOR);
      double weight = Math.max(ofWeights[k], SMALLEST_FACTOR);
      double factor = Math.pow(input, alpha) / Math.pow(weight, 1 - alpha);
      factors[k] = (float) Math.max(factor, SMALLEST_FACTOR);
    }
    return factors;
  }

  private static float[] largestMagnitudes(float[][] rows) {
    float[] largest = new float[rows[0].length];
    for (float[] row : rows) {
      for (int k = 0; k < largest.length; k++) {
        largest[k] = Math.max(largest[k], Math.abs(row[k]));
      }
    }
    return largest;
  }

  /** New weights, each multiplied by its input's factor. */
  public static float[][] smoothWeights(float[][] weights, float[] factors) {
    float[][] smooth = new float[weights.length][factors.length];
    for (int n = 0; n < smooth.length; n++) {
      for (int k = 0; k < factors.length; k++) {
        smooth[n][k] = weights[n][k] * factors[k];
      }
    }
    return smooth;
  }

  /** New activations, each divided by its factor. */
  public static float[][] smoothActivations(float[][] activations, float[] factors) {
    float[][] smooth = new float[activations.length][factors.length];
    for (int m = 0; m < smooth.length; m++) {
      for (int k = 0; k < factors.length; k++) {
        smooth[m][k] = activations[m][k] / factors[k];
      }
    }
    return smooth;
  }
}
