package io.bitwright.energy;

/**
 * One row of an energy table.
 *
 * @param key what the energy is given for
 * @param widthBits bits of one operand, access or transfer, at least 1
 * @param energyPj energy of one action in picojoules, at least 0
 * @param status how the number was come by
 * @param sourceClass how far it can be trusted
 * @param where table, figure or file in the source
 * @param derivation the arithmetic of a derived number, else empty
 * @param sourceId the table the row stands in
 */
public record EnergyEntry(
    EnergyKey key,
    int widthBits,
    double energyPj,
    EntryStatus status,
    SourceClass sourceClass,
    String where,
    String derivation,
    String sourceId) {

  /** Energy of one bit in picojoules. */
  public double energyPjPerBit() {
    return energyPj / widthBits;
  }
}
