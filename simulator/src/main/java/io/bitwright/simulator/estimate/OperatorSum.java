package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionTotal;
import io.bitwright.simulator.timing.chip.Bound;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Lines of one name, added up to one. Whole numbers are exact where nothing is added a fraction of
 * a time, and rounded at the end otherwise.
 */
final class OperatorSum {
  private final OperatorEstimate first;
  private OperatorShape shape;
  private long count;
  private long cycles;
  private double fractionOfCount;
  private double fractionOfCycles;
  private double seconds;
  private final Map<Bound, Double> secondsByBound = new EnumMap<>(Bound.class);
  private final ActionTotal actions = new ActionTotal();
  private final Set<String> notes = new LinkedHashSet<>();

  /** The sum of nothing, yet, with the name and the kind of a line. */
  OperatorSum(OperatorEstimate first) {
    this.first = first;
    this.shape = OperatorShape.of(first);
  }

  /**
   * Adds a line so many times; a fraction is a mean.
   *
   * @throws ArithmeticException if there are more than 2^63 cycles
   */
  void add(OperatorEstimate line, double times) {
    shape = shape.sharedWith(OperatorShape.of(line));
    if (times == 1) {
      count = Math.addExact(count, line.count());
      cycles = Math.addExact(cycles, line.cycles());
    } else {
      fractionOfCount += times * line.count();
      fractionOfCycles += times * line.cycles();
    }
    seconds += times * line.seconds();
    secondsByBound.merge(line.boundBy(), times * line.seconds(), Double::sum);
    actions.add(line.actions(), times);
    if (!line.note().isEmpty()) {
      notes.add(line.note());
    }
  }

  /** The line that all have become; bound by what most of its time is spent on. */
  OperatorEstimate line() {
    Bound longest = first.boundBy();
    for (Map.Entry<Bound, Double> entry : secondsByBound.entrySet()) {
      if (entry.getValue() > secondsByBound.getOrDefault(longest, 0.0)) {
        longest = entry.getKey();
      }
    }
    return new OperatorEstimate(
        first.name(),
        first.kind(),
        shape.m(),
        shape.k(),
        shape.n(),
        Math.addExact(count, Math.round(fractionOfCount)),
        Math.addExact(cycles, Math.round(fractionOfCycles)),
        seconds,
        longest,
        actions.counts(),
        String.join("; ", notes));
  }
}
