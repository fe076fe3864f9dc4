package io.bitwright.spec.workload;

/**
 * A matrix product of an M x K by a K x N matrix.
 *
 * @param m rows of the activations (tokens), at least 1
 * @param k length of each sum, at least 1
 * @param n columns of the result (output channels), at least 1
 */
public record MatmulShape(long m, long k, long n) {
  public MatmulShape {
    if (m < 1 || k < 1 || n < 1) {
      throw new IllegalArgumentException(
          "a matmul's dimensions must be at least 1, got " + m + "x" + k + "x" + n);
    }
  }

  /** m x k x n. */
  public long multiplyAccumulates() {
    return Math.multiplyExact(Math.multiplyExact(m, k), n);
  }

  @Override
  public String toString() {
    return m + "x" + k + "x" + n;
  }
}
