package io.bitwright.golden.transformer;

import io.bitwright.golden.format.IntegerWeights;

/** Sees every integer product of a forward pass with its real data, in the order of computing. */
@FunctionalInterface
public interface LinearObserver {
  /** Looks away. */
  LinearObserver NONE = (layer, activations, weights, sums) -> {};

  /**
   * Called after each integer product.
   *
   * @param layer such as {@code layers.0.self_attn.q_proj}
   * @param activations M rows of K; not to be written to
   * @param sums M rows of N; not to be written to
   */
  void observed(String layer, byte[][] activations, IntegerWeights weights, int[][] sums);
}
