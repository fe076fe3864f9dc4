package io.bitwright.simulator.energy;

import io.bitwright.energy.EntryStatus;

/**
 * Who says what a share of the energy costs.
 *
 * @param component the part of the energy
 * @param item what was priced: {@code add int8}, {@code HBM2 transfer}
 * @param joules the share, in joules, at least 0
 * @param sourceId the energy table, or {@code accelerator} for a number of the accelerator itself
 * @param status how far the price can be trusted
 * @param note how the table was applied where it has no row for exactly this; else empty
 */
public record EnergyOrigin(
    EnergyComponent component,
    String item,
    double joules,
    String sourceId,
    EntryStatus status,
    String note) {
  public EnergyOrigin {
    if (!(joules >= 0)) {
      throw new IllegalArgumentException(
          "an energy is at least 0 J, got " + joules + " for " + item);
    }
  }

  /** Whether another origin is the same but for its joules. */
  boolean samePrice(EnergyOrigin other) {
    return component == other.component
        && item.equals(other.item)
        && sourceId.equals(other.sourceId)
        && status == other.status
        && note.equals(other.note);
  }

  /** This origin with the joules of another added. */
  EnergyOrigin plusJoules(double more) {
    return new EnergyOrigin(component, item, joules + more, sourceId, status, note);
  }
}
