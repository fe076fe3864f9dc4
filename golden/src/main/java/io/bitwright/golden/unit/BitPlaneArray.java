package io.bitwright.golden.unit;

/**
 * The product of integer activations and weights in binary-coding quantisation, {@code w = sum_i
 * scale_i b_i} with b_i = +-1, exact in fixed point: results have the binary point of the scales.
 */
public final class BitPlaneArray {
  private BitPlaneArray() {}

  /**
   * The M x N results of an M x K by a K x N product: {@code sum_i scale_i sum_k b_ik x_k}.
   *
   * @param activations M rows of K values of at most 16 bits
   * @param planes for each plane, N rows of K values, each -1 or +1
   * @param scales for each plane, N values of at most 16 bits
   * @return M rows of N results
   * @throws IllegalArgumentException if a row's length is not K, or there are not as many rows of
   *     scales as planes
   */
  public static long[][] multiply(int[][] activations, byte[][][] planes, int[][] scales) {
    if (planes.length == 0 || scales.length != planes.length) {
      throw new IllegalArgumentException(
          planes.length + " planes with scales for " + scales.length);
    }
    long[][] results = new long[activations.length][planes[0].length];
    for (int plane = 0; plane < planes.length; plane++) {
      long[][] sums = AdderTreeArray.multiply(activations, planes[plane]);
      for (int m = 0; m < results.length; m++) {
        for (int n = 0; n < results[m].length; n++) {
          results[m][n] += scales[plane][n] * sums[m][n];
        }
      }
    }
    return results;
  }
}
