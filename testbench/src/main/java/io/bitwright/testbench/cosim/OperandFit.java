package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.spec.SpecException;

/** Whether a unit can multiply given operands at all. */
final class OperandFit {
  private OperandFit() {}

  /**
   * Checks the operands' formats and the length of the sums.
   *
   * @throws SpecException if the unit cannot multiply them
   */
  static void check(StationaryTileModel unit, MatmulOperands operands) {
    if (operands.weights().format() != unit.weights()) {
      throw new SpecException(
          "the unit multiplies %s weights, not %s"
              .formatted(unit.weights(), operands.weights().format()));
    }
    if (operands.inputs().format() != unit.activations()) {
      throw new SpecException(
          "the unit multiplies %s activations, not %s"
              .formatted(unit.activations(), operands.inputs().format()));
    }
    unit.refuseLongerSums(operands.weights().inputs());
  }
}
