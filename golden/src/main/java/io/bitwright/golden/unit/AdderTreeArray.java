package io.bitwright.golden.unit;

/**
 * The product of integer activations of any width and ternary or binary weights, exact: for int8
 * activations what {@link io.bitwright.golden.kernel.GoldenIntegerMatmul} gives.
 */
public final class AdderTreeArray {
  private AdderTreeArray() {}

  /**
   * The M x N sums of an M x K by a K x N product.
   *
   * @param activations M rows of K values of at most 16 bits
   * @param weights N rows of K values, each -1, 0 or +1
   * @return M rows of N exact sums
   * @throws IllegalArgumentException if a row's length is not K
   */
  public static long[][] multiply(int[][] activations, byte[][] weights) {
    long[][] sums = new long[activations.length][weights.length];
    for (int m = 0; m < sums.length; m++) {
      for (int n = 0; n < weights.length; n++) {
        sums[m][n] = sum(activations[m], weights[n]);
      }
    }
    return sums;
  }

  private static long sum(int[] activations, byte[] weights) {
    if (activations.length != weights.length) {
      throw new IllegalArgumentException(
          "activations of K = " + activations.length + " for weights of K = " + weights.length);
    }
    long sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += (long) activations[k] * weights[k];
    }
    return sum;
  }
}
