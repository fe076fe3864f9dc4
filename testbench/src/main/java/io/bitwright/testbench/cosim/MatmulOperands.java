package io.bitwright.testbench.cosim;

import io.bitwright.golden.format.IntegerActivations;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.workload.MatmulShape;

/** The operands of one product of integer activations and integer weights. */
public final class MatmulOperands {
  private final IntegerActivations inputs;
  private final IntegerWeights weights;

  /**
   * @param inputs M rows of K activations
   * @param weights N rows of K values
   * @throws IllegalArgumentException if a row of activations is not as long as the weights' rows
   */
  public MatmulOperands(IntegerActivations inputs, IntegerWeights weights) {
    if (inputs.inputs() != weights.inputs()) {
      throw new IllegalArgumentException(
          "a row of %d activations for weights of %d inputs"
              .formatted(inputs.inputs(), weights.inputs()));
    }
    this.inputs = inputs;
    this.weights = weights;
  }

  /** Operands with int8 activations. */
  public MatmulOperands(byte[][] activations, IntegerWeights weights) {
    this(IntegerActivations.int8(activations), weights);
  }

  /** M rows of K values with their format. */
  public IntegerActivations inputs() {
    return inputs;
  }

  /** M rows of K values of at most 8 bits. */
  public byte[][] activations() {
    return inputs.bytes();
  }

  public IntegerWeights weights() {
    return weights;
  }

  public MatmulShape shape() {
    return new MatmulShape(inputs.rows(), weights.inputs(), weights.outputs());
  }
}
