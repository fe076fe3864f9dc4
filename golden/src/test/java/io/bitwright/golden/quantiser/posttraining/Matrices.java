package io.bitwright.golden.quantiser.posttraining;

import java.util.Random;

/** Matrices that tests quantise. */
final class Matrices {
  private Matrices() {}

  /** Normal values. */
  static float[][] normal(int rows, int columns, double deviation, long seed) {
    Random random = new Random(seed);
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int k = 0; k < columns; k++) {
        row[k] = (float) (random.nextGaussian() * deviation);
      }
    }
    return matrix;
  }

  /** Activations whose columns depend on each other, as those of trained layers do. */
  static float[][] correlated(int rows, int columns, long seed) {
    float[][] causes = normal(rows, columns / 4, 1, seed);
    float[][] loads = normal(columns / 4, columns, 0.5, seed + 1);
    float[][] matrix = normal(rows, columns, 0.3, seed + 2);
    for (int m = 0; m < rows; m++) {
      for (int k = 0; k < columns; k++) {
        for (int c = 0; c < loads.length; c++) {
          matrix[m][k] += causes[m][c] * loads[c][k];
        }
      }
    }
    return matrix;
  }

  /** The M x N product of M x K activations and N x K weights. */
  static float[][] product(float[][] activations, float[][] weights) {
    float[][] product = new float[activations.length][weights.length];
    for (int m = 0; m < product.length; m++) {
      for (int n = 0; n < weights.length; n++) {
        double sum = 0;
        for (int k = 0; k < weights[n].length; k++) {
          sum += (double) activations[m][k] * weights[n][k];
        }
        product[m][n] = (float) sum;
      }
    }
    return product;
  }
}
