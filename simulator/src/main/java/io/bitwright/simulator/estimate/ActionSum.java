package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sums and multiples of action counts, with one line for each operation and format. */
final class ActionSum {
  private ActionSum() {}

  static ActionCounts sum(List<ActionCounts> parts) {
    ActionCounts sum = ActionCounts.NONE;
    for (ActionCounts part : parts) {
      sum = merged(sum.plus(part));
    }
    return sum;
  }

  static ActionCounts times(ActionCounts actions, long count) {
    List<Arithmetic> arithmetic =
        actions.arithmetic().stream()
            .map(a -> new Arithmetic(a.operation(), a.format(), a.count() * count))
            .toList();
    return new ActionCounts(
        arithmetic,
        actions.onChipReadBytes() * count,
        actions.onChipWriteBytes() * count,
        actions.offChipReadBytes() * count,
        actions.offChipWriteBytes() * count,
        actions.interconnectBytes() * count);
  }

  static ActionCounts merged(ActionCounts actions) {
    Map<NumberFormat, Map<Operation, Double>> byFormat = new EnumMap<>(NumberFormat.class);
    for (Arithmetic a : actions.arithmetic()) {
      if (a.count() > 0) {
        byFormat
            .computeIfAbsent(a.format(), format -> new EnumMap<>(Operation.class))
            .merge(a.operation(), a.count(), Double::sum);
      }
    }
    List<Arithmetic> lines = new ArrayList<>();
    byFormat.forEach((format, counts) ->
        counts.forEach((operation, count) -> lines.add(new Arithmetic(operation, format, count))));
    return new ActionCounts(
        lines,
        actions.onChipReadBytes(),
        actions.onChipWriteBytes(),
        actions.offChipReadBytes(),
        actions.offChipWriteBytes(),
        actions.interconnectBytes());
  }
}
