package io.bitwright.simulator.actions;

import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The actions of an operator or a whole run. Counts are doubles: they pass 2^63 for large models.
 *
 * @param multiplyAccumulates of the matrix units, one line for each pair of formats
 * @param otherArithmetic additions and multiplications beside them, one line for each format and
 *     operation that occurs, in their order
 * @param onChipReads bytes read from on-chip buffers
 * @param onChipWrites bytes written to on-chip buffers
 * @param offChipReadBytes bytes read from off-chip memory
 * @param offChipWriteBytes bytes written to off-chip memory
 */
public record ActionCounts(
    List<MultiplyAccumulates> multiplyAccumulates,
    List<Arithmetic> otherArithmetic,
    BufferBytes onChipReads,
    BufferBytes onChipWrites,
    double offChipReadBytes,
    double offChipWriteBytes) {

  /** No actions at all. */
  public static final ActionCounts NONE = ofArithmetic(List.of());

  public ActionCounts {
    multiplyAccumulates = List.copyOf(multiplyAccumulates);
    otherArithmetic = joined(otherArithmetic);
  }

  /** Additions and multiplications alone. */
  public static ActionCounts ofArithmetic(List<Arithmetic> arithmetic) {
    return new ActionCounts(List.of(), arithmetic, BufferBytes.NONE, BufferBytes.NONE, 0, 0);
  }

  /** All additions and multiplications, those of the multiply-accumulates among them. */
  public List<Arithmetic> arithmetic() {
    if (multiplyAccumulates.isEmpty()) {
      return otherArithmetic;
    }
    List<Arithmetic> all = new ArrayList<>();
    multiplyAccumulates.forEach(products -> all.addAll(products.arithmetic()));
    all.addAll(otherArithmetic);
    return joined(all);
  }

  /** Bytes read from all on-chip buffers. */
  public double onChipReadBytes() {
    return onChipReads.total();
  }

  /** Bytes written to all on-chip buffers. */
  public double onChipWriteBytes() {
    return onChipWrites.total();
  }

  /** The actions of both. */
  public ActionCounts plus(ActionCounts other) {
    ActionTotal both = new ActionTotal();
    both.add(this, 1);
    both.add(other, 1);
    return both.counts();
  }

  /** The same actions so many times; a fraction is a mean. */
  public ActionCounts times(double factor) {
    List<MultiplyAccumulates> products = new ArrayList<>(multiplyAccumulates.size());
    for (MultiplyAccumulates line : multiplyAccumulates) {
      products.add(line.times(factor));
    }
    List<Arithmetic> counts = new ArrayList<>(otherArithmetic.size());
    for (Arithmetic line : otherArithmetic) {
      counts.add(new Arithmetic(line.operation(), line.format(), line.count() * factor));
    }
    return new ActionCounts(
        products,
        counts,
        onChipReads.times(factor),
        onChipWrites.times(factor),
        offChipReadBytes * factor,
        offChipWriteBytes * factor);
  }

  private static List<Arithmetic> joined(List<Arithmetic> lines) {
    if (isJoined(lines)) {
      return List.copyOf(lines);
    }
    Map<NumberFormat, Map<Arithmetic.Operation, Double>> counts = new EnumMap<>(NumberFormat.class);
    for (Arithmetic line : lines) {
      if (line.count() > 0) {
        counts
            .computeIfAbsent(line.format(), format -> new EnumMap<>(Arithmetic.Operation.class))
            .merge(line.operation(), line.count(), Double::sum);
      }
    }
    List<Arithmetic> joined = new ArrayList<>();
    counts.forEach((format, operations) ->
        operations.forEach(
            (operation, count) -> joined.add(new Arithmetic(operation, format, count))));
    return List.copyOf(joined);
  }

  /** Whether each line counts something and stands behind those before it. */
  private static boolean isJoined(List<Arithmetic> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (!(lines.get(i).count() > 0) || (i > 0 && !isBefore(lines.get(i - 1), lines.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBefore(Arithmetic line, Arithmetic next) {
    int byFormat = line.format().compareTo(next.format());
    return byFormat < 0 || (byFormat == 0 && line.operation().compareTo(next.operation()) < 0);
  }
}
