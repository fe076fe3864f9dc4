package io.bitwright.simulator.actions;

import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A running total of action counts. */
public final class ActionTotal {
  private final Map<NumberFormat, Map<Operation, Double>> arithmetic =
      new EnumMap<>(NumberFormat.class);
  private double onChipReadBytes;
  private double onChipWriteBytes;
  private double offChipReadBytes;
  private double offChipWriteBytes;
  private double interconnectBytes;

  /** Adds actions so many times; a fraction is a mean. */
  public void add(ActionCounts actions, double times) {
    for (Arithmetic line : actions.arithmetic()) {
      arithmetic
          .computeIfAbsent(line.format(), format -> new EnumMap<>(Operation.class))
          .merge(line.operation(), times * line.count(), Double::sum);
    }
    onChipReadBytes += times * actions.onChipReadBytes();
    onChipWriteBytes += times * actions.onChipWriteBytes();
    offChipReadBytes += times * actions.offChipReadBytes();
    offChipWriteBytes += times * actions.offChipWriteBytes();
    interconnectBytes += times * actions.interconnectBytes();
  }

  /** All that has been added. */
  public ActionCounts counts() {
    List<Arithmetic> lines = new ArrayList<>();
    arithmetic.forEach((format, counts) ->
        counts.forEach((operation, count) -> lines.add(new Arithmetic(operation, format, count))));
    return new ActionCounts(
        lines,
        onChipReadBytes,
        onChipWriteBytes,
        offChipReadBytes,
        offChipWriteBytes,
        interconnectBytes);
  }
}
