package io.bitwright.testbench.cosim;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.workload.MatmulShape;

/** The operands of one product of int8 activations and integer weights. */
public final class MatmulOperands {
  private final byte[][] activations;
  private final IntegerWeights weights;

  /**
   * @param activations M rows of K values, at least one; kept, not copied
   * @param weights N rows of K values
   * @throws IllegalArgumentException if a row of activations is not as long as the weights' rows
   */
  public MatmulOperands(byte[][] activations, IntegerWeights weights) {
    if (activations.length == 0) {
      throw new IllegalArgumentException("a product needs a row of activations");
    }
    for (byte[] row : activations) {
      if (row.length != weights.inputs()) {
        throw new IllegalArgumentException(
            "a row of %d activations for weights of %d inputs"
                .formatted(row.length, weights.inputs()));
      }
    }
    this.activations = activations;
    this.weights = weights;
  }

  /** M rows of K values; not to be written to. */
  public byte[][] activations() {
    return activations;
  }

  public IntegerWeights weights() {
    return weights;
  }

  public MatmulShape shape() {
    return new MatmulShape(activations.length, weights.inputs(), weights.outputs());
  }
}
