package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.timing.chip.AttentionTiming;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.MatmulTiming;
import io.bitwright.simulator.timing.chip.OperatorTiming;
import io.bitwright.simulator.timing.chip.VectorTiming;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times operators one by one and adds them up. */
final class EstimateSum {
  private final Chip chip;
  private final List<OperatorEstimate> operators = new ArrayList<>();

  EstimateSum(Chip chip) {
    this.chip = chip;
  }

  /** Adds so many equal operators; {@code alone}: see {@link MatmulTiming#of}. */
  void add(Operator operator, long count, boolean alone) {
    OperatorTiming timing = timing(chip, operator, alone);
    OperatorShape shape = OperatorShape.of(operator);
    operators.add(
        new OperatorEstimate(
            operator.name(),
            operator.kind(),
            shape.m(),
            shape.k(),
            shape.n(),
            count,
            timing.computeCycles() * count,
            timing.seconds() * count,
            timing.boundBy(),
            ActionSum.times(OperatorActions.of(chip, operator, timing.traffic()), count),
            timing.note()));
  }

  /** Times one run; {@code alone}: see {@link MatmulTiming#of}. */
  static OperatorTiming timing(Chip chip, Operator operator, boolean alone) {
    try {
      return switch (operator) {
        case MatmulOperator matmul -> MatmulTiming.of(chip, matmul, alone);
        case AttentionOperator attention -> AttentionTiming.of(chip, attention);
        case VectorOperator vector -> VectorTiming.of(chip, vector);
      };
    } catch (ArithmeticException e) {
      throw new SpecException(
          operator.name() + " is too large for " + chip.spec().name() + ": " + e.getMessage(), e);
    }
  }

  Estimate estimate(double tokens, double flops, double peakFlopsPerSecond, MemoryBytes memory) {
    return of(chip.spec(), operators, tokens, flops, peakFlopsPerSecond, memory);
  }

  /** What timed operators add up to. */
  static Estimate of(
      AcceleratorSpec accelerator,
      List<OperatorEstimate> operators,
      double tokens,
      double flops,
      double peakFlopsPerSecond,
      MemoryBytes memory) {
    double seconds = 0;
    for (OperatorEstimate operator : operators) {
      seconds += operator.seconds();
    }
    long cycles = operators.stream().mapToLong(OperatorEstimate::cycles).sum();
    ActionCounts actions =
        ActionSum.sum(operators.stream().map(OperatorEstimate::actions).toList());
    double utilisation = flops / (seconds * peakFlopsPerSecond);
    long capacity = accelerator.memory().capacity().bytes();
    return new Estimate(
        seconds,
        cycles,
        tokens / seconds,
        utilisation,
        utilisation,
        flops,
        peakFlopsPerSecond,
        memory,
        Math.max(0, memory.total() - capacity),
        bottleneck(operators),
        operators,
        actions,
        notes(operators));
  }

  /** The bound with most of the time, the first of equals. */
  private static Bound bottleneck(List<OperatorEstimate> operators) {
    Map<Bound, Double> seconds = new EnumMap<>(Bound.class);
    operators.forEach(o -> seconds.merge(o.boundBy(), o.seconds(), Double::sum));
    Bound longest = operators.getFirst().boundBy();
    for (Map.Entry<Bound, Double> entry : seconds.entrySet()) {
      if (entry.getValue() > seconds.getOrDefault(longest, 0.0)) {
        longest = entry.getKey();
      }
    }
    return longest;
  }

  /** What operators say, each said once with the names of all that say it. */
  private static List<String> notes(List<OperatorEstimate> operators) {
    Map<String, List<String>> namesByNote = new LinkedHashMap<>();
    for (OperatorEstimate operator : operators) {
      if (!operator.note().isEmpty()) {
        namesByNote
            .computeIfAbsent(operator.note(), note -> new ArrayList<>())
            .add(operator.name());
      }
    }
    List<String> notes = new ArrayList<>();
    namesByNote.forEach((note, names) -> notes.add(String.join(", ", names) + ": " + note));
    return notes;
  }
}
