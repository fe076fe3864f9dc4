package io.bitwright.golden.kernel;

/** A weight matrix that an engine has laid out once for many products. */
@FunctionalInterface
public interface PreparedWeights {

  /**
   * The M x N sums of an M x K by a K x N product.
   *
   * @param activations M rows of K int8 values
   * @return M rows of N exact sums
   * @throws IllegalArgumentException if a row of activations is not of the weights' length
   */
  int[][] multiply(byte[][] activations);
}
