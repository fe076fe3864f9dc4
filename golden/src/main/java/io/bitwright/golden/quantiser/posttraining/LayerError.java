package io.bitwright.golden.quantiser.posttraining;

/** How far a quantised matrix is from the trained one. */
public final class LayerError {
  private LayerError() {}

  /** Sum of squares of the differences of two matrices of one shape: the squared Frobenius norm. */
  public static double squaredDifference(float[][] one, float[][] other) {
    double sum = 0;
    for (int n = 0; n < one.length; n++) {
      for (int k = 0; k < one[n].length; k++) {
        double difference = (double) one[n][k] - other[n][k];
        sum += difference * difference;
      }
    }
    return sum;
  }

  /**
   * The layer's squared error on inputs over its squared outputs: {@code ||X (W - Q)^T||^2 / ||X
   * W^T||^2}, what GPTQ (arXiv 2210.17323, equation 1) makes small.
   *
   * @param weights N rows of K
   * @param quantised N rows of K
   * @param activations M rows of K
   */
  public static double relative(float[][] weights, float[][] quantised, float[][] activations) {
    double error = 0;
    double energy = 0;
    for (float[] token : activations) {
      for (int n = 0; n < weights.length; n++) {
        double output = 0;
        double difference = 0;
        for (int k = 0; k < token.length; k++) {
          output += (double) token[k] * weights[n][k];
          difference += (double) token[k] * ((double) weights[n][k] - quantised[n][k]);
        }
        error += difference * difference;
        energy += output * output;
      }
    }
    return error / energy;
  }
}
