package io.bitwright.energy;

import java.util.List;

/**
 * The energy of an action at a node, made from tabulated ones.
 *
 * @param energyPj energy in picojoules, at least 0
 * @param from the tabulated energies that it was made from, at least one
 * @param note what was done; empty where the node is tabulated
 */
public record ScaledEnergy(double energyPj, List<TabulatedEnergy> from, String note) {
  public ScaledEnergy {
    from = List.copyOf(from);
  }

  /** A tabulated energy as it stands. */
  static ScaledEnergy tabulated(TabulatedEnergy energy) {
    return new ScaledEnergy(energy.energyPj(), List.of(energy), "");
  }
}
