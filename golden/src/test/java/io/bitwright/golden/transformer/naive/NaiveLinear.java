package io.bitwright.golden.transformer.naive;

/** The product of a matrix of one row per output with a vector. */
@FunctionalInterface
public interface NaiveLinear {
  /** Of real numbers. */
  NaiveLinear REAL = NaiveMath::product;

  /** BitNet b1.58: int8 activations of a token, ternary weights of a matrix. */
  NaiveLinear TERNARY =
      (matrix, vector) -> {
        double[][] ternary = new double[matrix.length][vector.length];
        double mean = 0;
        for (double[] row : matrix) {
          for (double weight : row) {
            mean += Math.abs(weight) / matrix.length / row.length;
          }
        }
        for (int n = 0; n < matrix.length; n++) {
          for (int k = 0; k < vector.length; k++) {
            ternary[n][k] = Math.clamp(Math.rint(matrix[n][k] / mean), -1, 1);
          }
        }
        double largest = 0;
        for (double value : vector) {
          largest = Math.max(largest, Math.abs(value));
        }
        double[] integers = new double[vector.length];
        for (int k = 0; k < vector.length; k++) {
          integers[k] = Math.rint(127 * vector[k] / largest);
        }
        double[] sums = NaiveMath.product(ternary, integers);
        for (int n = 0; n < sums.length; n++) {
          sums[n] *= mean * largest / 127;
        }
        return sums;
      };

  double[] product(double[][] matrix, double[] vector);
}
