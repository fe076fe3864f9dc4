package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.AttentionTiming;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.MatmulTiming;
import io.bitwright.simulator.timing.chip.OperatorTiming;
import io.bitwright.simulator.timing.chip.VectorTiming;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.SpecException;

/** Operators on a chip of tiles, each with its time and its actions. */
final class ChipOperators {
  private ChipOperators() {}

  /**
   * So many equal operators; {@code alone}: see {@link MatmulTiming#of}.
   *
   * @throws SpecException if they take more cycles than can be counted
   */
  static OperatorEstimate line(Chip chip, Operator operator, long count, boolean alone) {
    try {
      OperatorTiming timing = timing(chip, operator, alone);
      OperatorShape shape = OperatorShape.of(operator);
      return new OperatorEstimate(
          operator.name(),
          operator.kind(),
          shape.m(),
          shape.k(),
          shape.n(),
          count,
          Math.multiplyExact(timing.computeCycles(), count),
          timing.seconds() * count,
          timing.boundBy(),
          OperatorActions.of(chip, operator, timing.traffic()).times((double) count),
          timing.note());
    } catch (ArithmeticException e) {
      throw new SpecException(
          operator.name() + " is too large for " + chip.spec().name() + ": " + e.getMessage(), e);
    }
  }

  private static OperatorTiming timing(Chip chip, Operator operator, boolean alone) {
    return switch (operator) {
      case MatmulOperator matmul -> MatmulTiming.of(chip, matmul, alone);
      case AttentionOperator attention -> AttentionTiming.of(chip, attention);
      case VectorOperator vector -> VectorTiming.of(chip, vector);
    };
  }
}
