package io.bitwright.golden.kernel;

import io.bitwright.golden.format.IntegerWeights;

/** The product by its definition, in 64 bits: the obviously right one. */
public final class NaiveIntegerMatmul implements IntegerMatmul {

  @Override
  public int[][] multiply(byte[][] activations, IntegerWeights weights) {
    int[][] sums = new int[activations.length][weights.outputs()];
    for (int m = 0; m < activations.length; m++) {
      for (int n = 0; n < weights.outputs(); n++) {
        long sum = 0;
        for (int k = 0; k < weights.inputs(); k++) {
          sum += (long) activations[m][k] * weights.row(n)[k];
        }
        sums[m][n] = Math.toIntExact(sum);
      }
    }
    return sums;
  }
}
