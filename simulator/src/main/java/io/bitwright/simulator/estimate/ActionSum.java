package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import java.util.List;

/** Sums and multiples of action counts. */
final class ActionSum {
  private ActionSum() {}

  static ActionCounts sum(List<ActionCounts> parts) {
    ActionCounts sum = ActionCounts.NONE;
    for (ActionCounts part : parts) {
      sum = sum.plus(part);
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
}
