package io.bitwright.energy;

/**
 * What an action costs, and who says so.
 *
 * @param entry the row that prices it
 * @param status the weakest of the row's status and of what was done to apply it
 * @param note how the row was applied where it is not a row for exactly this action; else empty
 */
public record EnergyPrice(EnergyEntry entry, EntryStatus status, String note) {
  private static final double JOULES_PER_PICOJOULE = 1e-12;

  /** The table the price comes from. */
  public String sourceId() {
    return entry.sourceId();
  }

  /** Energy of one action in joules. */
  public double joulesPerAction() {
    return entry.energyPj() * JOULES_PER_PICOJOULE;
  }

  /** Energy of one byte accessed or transferred, in joules. */
  public double joulesPerByte() {
    return entry.energyPjPerBit() * Byte.SIZE * JOULES_PER_PICOJOULE;
  }
}
