package io.bitwright.simulator.actions;

import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.List;

/** A running total of action counts. */
public final class ActionTotal {
  private static final NumberFormat[] FORMATS = NumberFormat.values();
  private static final Operation[] OPERATIONS = Operation.values();

  private final double[][] arithmetic = new double[FORMATS.length][OPERATIONS.length];
  private double onChipReadBytes;
  private double onChipWriteBytes;
  private double offChipReadBytes;
  private double offChipWriteBytes;
  private double interconnectBytes;

  /** Adds actions so many times; a fraction is a mean. */
  public void add(ActionCounts actions, double times) {
    for (Arithmetic line : actions.arithmetic()) {
      arithmetic[line.format().ordinal()][line.operation().ordinal()] += times * line.count();
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
    for (NumberFormat format : FORMATS) {
      for (Operation operation : OPERATIONS) {
        double count = arithmetic[format.ordinal()][operation.ordinal()];
        if (count > 0) {
          lines.add(new Arithmetic(operation, format, count));
        }
      }
    }
    return new ActionCounts(
        lines,
        onChipReadBytes,
        onChipWriteBytes,
        offChipReadBytes,
        offChipWriteBytes,
        interconnectBytes);
  }
}
