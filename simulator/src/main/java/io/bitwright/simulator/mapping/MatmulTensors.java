package io.bitwright.simulator.mapping;

import io.bitwright.spec.workload.MatmulShape;

/**
 * The three tensors of a product as the buffers see them.
 *
 * @param weightBytes bytes of one weight, above 0
 * @param activationBytes bytes of one activation, above 0
 * @param resultBytes bytes of one result, above 0
 * @param activationsOnChip the activations lie in their buffer already
 * @param resultsOnChip the results stay in their buffer
 * @param weightsOnChip the weights lie in their buffer already
 * @param isTurned M and N, weights and activations stand in each other's place
 */
public record MatmulTensors(
    MatmulShape shape,
    double weightBytes,
    double activationBytes,
    double resultBytes,
    boolean activationsOnChip,
    boolean resultsOnChip,
    boolean weightsOnChip,
    boolean isTurned) {

  /** Tensors whose weights come from memory. */
  public MatmulTensors(
      MatmulShape shape,
      double weightBytes,
      double activationBytes,
      double resultBytes,
      boolean activationsOnChip,
      boolean resultsOnChip) {
    this(
        shape,
        weightBytes,
        activationBytes,
        resultBytes,
        activationsOnChip,
        resultsOnChip,
        false,
        false);
  }

  /** The same product with M and N, weights and activations in each other's place. */
  public MatmulTensors turned() {
    return new MatmulTensors(
        shape.turned(),
        /* weightBytes= */ activationBytes,
        /* activationBytes= */ weightBytes,
        resultBytes,
        /* activationsOnChip= */ weightsOnChip,
        resultsOnChip,
        /* weightsOnChip= */ activationsOnChip,
        !isTurned);
  }

  /** Bytes of all weights. */
  public double allWeightBytes() {
    return (double) shape.k() * shape.n() * weightBytes;
  }

  /** Bytes of all activations. */
  public double allActivationBytes() {
    return (double) shape.m() * shape.k() * activationBytes;
  }

  /** Bytes of all results. */
  public double allResultBytes() {
    return (double) shape.m() * shape.n() * resultBytes;
  }
}
