package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionTotal;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What timed operators add up to. */
final class EstimateSum {
  private EstimateSum() {}

  /**
   * An estimate of operators.
   *
   * @param useful operations that the model asks for
   * @param flops all operations, those of tokens that are thrown away included
   */
  static Estimate of(
      AcceleratorSpec accelerator,
      List<OperatorEstimate> operators,
      double tokens,
      double useful,
      double flops,
      double peakFlopsPerSecond,
      MemoryBytes memory,
      Optional<GenerationTimes> generation) {
    double seconds = 0;
    for (OperatorEstimate operator : operators) {
      seconds += operator.seconds();
    }
    long cycles = operators.stream().mapToLong(OperatorEstimate::cycles).sum();
    ActionTotal actions = new ActionTotal();
    operators.forEach(operator -> actions.add(operator.actions(), 1));
    long capacity = accelerator.memory().capacity().bytes();
    return new Estimate(
        seconds,
        cycles,
        tokens / seconds,
        useful / (seconds * peakFlopsPerSecond),
        flops / (seconds * peakFlopsPerSecond),
        useful,
        peakFlopsPerSecond,
        memory,
        Math.max(0, memory.total() - capacity),
        bottleneck(operators),
        operators,
        actions.counts(),
        notes(operators),
        generation);
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
    Map<String, Set<String>> namesByNote = new LinkedHashMap<>();
    for (OperatorEstimate operator : operators) {
      if (!operator.note().isEmpty()) {
        namesByNote
            .computeIfAbsent(operator.note(), note -> new LinkedHashSet<>())
            .add(operator.name());
      }
    }
    List<String> notes = new ArrayList<>();
    namesByNote.forEach((note, names) -> notes.add(String.join(", ", names) + ": " + note));
    return notes;
  }
}
