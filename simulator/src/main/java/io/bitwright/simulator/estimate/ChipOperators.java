package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.AttentionTiming;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.ConvolutionTiming;
import io.bitwright.simulator.timing.chip.MatmulTiming;
import io.bitwright.simulator.timing.chip.OperatorTiming;
import io.bitwright.simulator.timing.chip.VectorTiming;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.SpecException;

/** Operators on a chip of tiles, each with its time and its actions. */
final class ChipOperators {
  private ChipOperators() {}

  /**
   * One run; {@code alone}: see {@link MatmulTiming#of}.
   *
   * @throws SpecException if it takes more cycles than can be counted
   */
  static OperatorEstimate line(Chip chip, Operator operator, boolean alone) {
    OperatorTiming timing = timing(chip, operator, alone);
    OperatorShape shape = OperatorShape.of(operator);
    return new OperatorEstimate(
        operator.name(),
        operator.kind(),
        shape.m(),
        shape.k(),
        shape.n(),
        1,
        timing.computeCycles(),
        timing.seconds(),
        timing.boundBy(),
        OperatorActions.of(chip, operator, timing.traffic()),
        timing.note());
  }

  /**
   * One run; {@code alone}: see {@link MatmulTiming#of}.
   *
   * @throws SpecException if it takes more cycles than can be counted
   */
  static OperatorTiming timing(Chip chip, Operator operator, boolean alone) {
    try {
      return switch (operator) {
        case MatmulOperator matmul -> MatmulTiming.of(chip, matmul, alone);
        case ConvolutionOperator convolution -> ConvolutionTiming.of(chip, convolution, alone);
        case AttentionOperator attention -> AttentionTiming.of(chip, attention);
        case VectorOperator vector -> VectorTiming.of(chip, vector);
      };
    } catch (ArithmeticException overflow) {
      throw new SpecException(
          operator.name()
              + " is too large for "
              + chip.spec().name()
              + ": "
              + overflow.getMessage(),
          overflow);
    }
  }
}
