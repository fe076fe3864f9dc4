package io.bitwright.energy;

import java.util.List;

/**
 * What an action costs, and who says so.
 *
 * @param energyPj energy of one action in picojoules, at least 0
 * @param entries the rows it was made of, at least one, all of one width
 * @param sourceClass the weakest of the rows' classes and of what was done to apply them
 * @param note how the rows were applied where none is for exactly this action, and which were not
 *     checked; else empty
 */
public record EnergyPrice(
    double energyPj, List<EnergyEntry> entries, SourceClass sourceClass, String note) {
  private static final double JOULES_PER_PICOJOULE = 1e-12;

  public EnergyPrice {
    entries = List.copyOf(entries);
  }

  /** The tables the price comes from, in the order of the rows. */
  public List<String> sourceIds() {
    return entries.stream().map(EnergyEntry::sourceId).distinct().toList();
  }

  /** Whether all rows were checked against a text. */
  public boolean verified() {
    return entries.stream().allMatch(entry -> entry.status() != EntryStatus.UNVERIFIED);
  }

  /** Energy of one action in joules. */
  public double joulesPerAction() {
    return energyPj * JOULES_PER_PICOJOULE;
  }

  /** Energy of one bit accessed or transferred, in picojoules. */
  public double energyPjPerBit() {
    return energyPj / entries.getFirst().widthBits();
  }

  /** Energy of one byte accessed or transferred, in joules. */
  public double joulesPerByte() {
    return energyPjPerBit() * Byte.SIZE * JOULES_PER_PICOJOULE;
  }
}
