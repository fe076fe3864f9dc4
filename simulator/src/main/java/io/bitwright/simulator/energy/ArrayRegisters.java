package io.bitwright.simulator.energy;

import io.bitwright.simulator.actions.MultiplyAccumulates;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.format.NumberFormat;

/**
 * Bits of registers that an element of a systolic array writes for a multiply-accumulate: what
 * streams past it is handed on through a register, and so is a sum that streams, while one that
 * stays is written back. The operand that stays is written once a tile, which is not counted, and
 * neither are registers of elements that a tile leaves empty.
 */
final class ArrayRegisters {
  private ArrayRegisters() {}

  /** Bits a multiply-accumulate; 0 of a tensor core, whose registers are not published. */
  static int bits(MatrixUnitSpec unit, NumberFormat weights, NumberFormat activations) {
    int sum = unit.accumulatorWidth();
    return switch (unit.kind()) {
      case WEIGHT_STATIONARY_ARRAY -> activations.registerBits() + sum;
      case INPUT_STATIONARY_ARRAY -> weights.registerBits() + sum;
      case OUTPUT_STATIONARY_ARRAY -> weights.registerBits() + activations.registerBits() + sum;
      case TENSOR_CORE -> 0;
    };
  }

  /** Bits that so many multiply-accumulates write. */
  static double bits(MatrixUnitSpec unit, MultiplyAccumulates products) {
    return products.count() * bits(unit, products.weights(), products.activations());
  }
}
