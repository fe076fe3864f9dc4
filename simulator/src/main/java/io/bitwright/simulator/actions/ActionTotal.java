package io.bitwright.simulator.actions;

import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A running total of action counts. */
public final class ActionTotal {
  private final Map<NumberFormat, Map<NumberFormat, Double>> products =
      new EnumMap<>(NumberFormat.class);
  private final Map<NumberFormat, Map<Operation, Double>> arithmetic =
      new EnumMap<>(NumberFormat.class);
  private BufferBytes onChipReads = BufferBytes.NONE;
  private BufferBytes onChipWrites = BufferBytes.NONE;
  private double offChipReadBytes;
  private double offChipWriteBytes;

  /** Adds actions so many times; a fraction is a mean. */
  public void add(ActionCounts actions, double times) {
    for (MultiplyAccumulates line : actions.multiplyAccumulates()) {
      products
          .computeIfAbsent(line.weights(), format -> new EnumMap<>(NumberFormat.class))
          .merge(line.activations(), times * line.count(), Double::sum);
    }
    for (Arithmetic line : actions.otherArithmetic()) {
      arithmetic
          .computeIfAbsent(line.format(), format -> new EnumMap<>(Operation.class))
          .merge(line.operation(), times * line.count(), Double::sum);
    }
    onChipReads = onChipReads.plus(actions.onChipReads(), times);
    onChipWrites = onChipWrites.plus(actions.onChipWrites(), times);
    offChipReadBytes += times * actions.offChipReadBytes();
    offChipWriteBytes += times * actions.offChipWriteBytes();
  }

  /** All that has been added. */
  public ActionCounts counts() {
    List<MultiplyAccumulates> pairs = new ArrayList<>();
    products.forEach((weights, counts) ->
        counts.forEach((activations, count) ->
            pairs.add(new MultiplyAccumulates(weights, activations, count))));
    List<Arithmetic> lines = new ArrayList<>();
    arithmetic.forEach((format, counts) ->
        counts.forEach((operation, count) -> lines.add(new Arithmetic(operation, format, count))));
    return new ActionCounts(
        pairs, lines, onChipReads, onChipWrites, offChipReadBytes, offChipWriteBytes);
  }
}
