package io.bitwright.energy;

import java.util.List;

/**
 * A law of scaling applied downwards from the next larger tabulated node, and beyond the outermost
 * ones from these. Between two nodes it gives no less than the smaller one's tabulated energy, so
 * that an energy never falls as the node grows.
 */
abstract class LawScaling implements TechnologyScaling {
  /** What an energy is in proportion to, growing with the node. */
  abstract double factor(double nodeNm);

  /** The name of the law in notes. */
  abstract String law();

  @Override
  public final ScaledEnergy at(List<TabulatedEnergy> tabulated, int nodeNm) {
    TabulatedEnergy smaller = tabulated.getFirst();
    for (TabulatedEnergy energy : tabulated) {
      if (energy.nodeNm() == nodeNm) {
        return ScaledEnergy.tabulated(energy);
      }
      if (energy.nodeNm() > nodeNm) {
        double scaled = scaled(energy, nodeNm);
        boolean between = smaller.nodeNm() < nodeNm;
        if (between && scaled < smaller.energyPj()) {
          String note =
              "no less than the table's %d nm, for %d nm; %s from %d nm would give less"
                  .formatted(smaller.nodeNm(), nodeNm, law(), energy.nodeNm());
          return new ScaledEnergy(smaller.energyPj(), List.of(smaller), note);
        }
        return new ScaledEnergy(scaled, List.of(energy), note(energy, nodeNm));
      }
      smaller = energy;
    }
    return new ScaledEnergy(scaled(smaller, nodeNm), List.of(smaller), note(smaller, nodeNm));
  }

  private double scaled(TabulatedEnergy energy, int nodeNm) {
    return energy.energyPj() * factor(nodeNm) / factor(energy.nodeNm());
  }

  private String note(TabulatedEnergy energy, int nodeNm) {
    double times = factor(nodeNm) / factor(energy.nodeNm());
    return "%d nm scaled to %d nm by %s, x %.4g".formatted(energy.nodeNm(), nodeNm, law(), times);
  }
}
