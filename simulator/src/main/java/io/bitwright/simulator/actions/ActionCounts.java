package io.bitwright.simulator.actions;

import java.util.ArrayList;
import java.util.List;

/**
 * The actions of an operator or a whole run. Counts are doubles: they pass 2^63 for large models.
 *
 * @param arithmetic additions and multiplications by format
 * @param onChipReadBytes bytes read from on-chip buffers
 * @param onChipWriteBytes bytes written to on-chip buffers
 * @param offChipReadBytes bytes read from off-chip memory
 * @param offChipWriteBytes bytes written to off-chip memory
 * @param interconnectBytes bytes sent over chip-to-chip links
 */
public record ActionCounts(
    List<Arithmetic> arithmetic,
    double onChipReadBytes,
    double onChipWriteBytes,
    double offChipReadBytes,
    double offChipWriteBytes,
    double interconnectBytes) {

  /** No actions at all. */
  public static final ActionCounts NONE = new ActionCounts(List.of(), 0, 0, 0, 0, 0);

  public ActionCounts {
    arithmetic = List.copyOf(arithmetic);
  }

  /** The actions of both. */
  public ActionCounts plus(ActionCounts other) {
    List<Arithmetic> both = new ArrayList<>(arithmetic);
    both.addAll(other.arithmetic);
    return new ActionCounts(
        both,
        onChipReadBytes + other.onChipReadBytes,
        onChipWriteBytes + other.onChipWriteBytes,
        offChipReadBytes + other.offChipReadBytes,
        offChipWriteBytes + other.offChipWriteBytes,
        interconnectBytes + other.interconnectBytes);
  }
}
