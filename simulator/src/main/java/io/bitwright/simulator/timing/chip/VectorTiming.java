package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.timing.memory.AccessPattern;
import io.bitwright.simulator.workload.VectorOperator;
import java.util.ArrayList;
import java.util.List;

/** Times element-wise and row-wise work: a lane does one simple operation a cycle. */
public final class VectorTiming {
  private VectorTiming() {}

  public static OperatorTiming of(Chip chip, VectorOperator operator) {
    double read =
        operator.parameterBytes() + operator.inputs() * offChip(chip, operator.inputBytes());
    double written = offChip(chip, operator.outputBytes());
    double inputs = operator.inputs() * operator.inputBytes() + operator.parameterBytes();
    BufferBytes throughBuffers = new BufferBytes(0, inputs, operator.outputBytes());
    Traffic traffic =
        new Traffic(read, written, throughBuffers, throughBuffers)
            .reading(new AccessPattern(operator.parameterRunBytes()));
    long cycles =
        chip.vectorCycles((double) operator.elements() * operator.operation().lanesPerElement());
    List<Cut> cuts = new ArrayList<>();
    for (long steps : stepCounts(chip, read, written, cycles)) {
      cuts.add(new Cut(steps, 0, 0, cycles, traffic));
    }
    return chip.fastest(cuts, "");
  }

  private static double offChip(Chip chip, double bytes) {
    return chip.keeps(bytes) ? 0 : bytes;
  }

  /** Powers of two, from as few as the buffers allow to one step a cycle. */
  static List<Long> stepCounts(Chip chip, double read, double written, long cycles) {
    double inputHalf = chip.spec().buffers().activations().bytes() / 2.0;
    double outputHalf = chip.spec().buffers().results().bytes() / 2.0;
    double fewest = Math.max(read / inputHalf, written / outputHalf);
    return Chip.stepCounts(1, fewest, (double) cycles);
  }
}
