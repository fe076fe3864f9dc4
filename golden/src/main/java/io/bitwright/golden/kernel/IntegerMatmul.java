package io.bitwright.golden.kernel;

import io.bitwright.golden.format.IntegerWeights;

/**
 * The exact product of int8 activations and integer weights; implemented by the golden kernel and
 * by the RTL under simulation, which must agree bit for bit.
 */
public interface IntegerMatmul {

  /**
   * The M x N sums of an M x K by a K x N product.
   *
   * @param activations M rows of K int8 values
   * @param weights N rows of K values
   * @return M rows of N exact sums
   */
  int[][] multiply(byte[][] activations, IntegerWeights weights);

  /**
   * The weights for many products, laid out once where the engine gains by it.
   *
   * @param weights not to be written to afterwards
   */
  default PreparedWeights prepare(IntegerWeights weights) {
    return activations -> multiply(activations, weights);
  }
}
