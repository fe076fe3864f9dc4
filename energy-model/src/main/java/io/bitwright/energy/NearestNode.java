package io.bitwright.energy;

import java.util.Comparator;
import java.util.List;

/** The tabulated node nearest in the ratio of feature sizes, unscaled. */
final class NearestNode implements TechnologyScaling {
  @Override
  public String label() {
    return "nearest";
  }

  @Override
  public ScaledEnergy at(List<TabulatedEnergy> tabulated, int nodeNm) {
    TabulatedEnergy nearest =
        tabulated.stream()
            .min(Comparator.comparingDouble(energy -> distance(energy.nodeNm(), nodeNm)))
            .orElseThrow();
    String note =
        nearest.nodeNm() == nodeNm
            ? ""
            : "no table for " + nodeNm + " nm; " + nearest.nodeNm() + " nm stands in, unscaled";
    return new ScaledEnergy(nearest.energyPj(), List.of(nearest), note);
  }

  /** Energy follows powers of the feature size, so nodes are compared by their ratio. */
  private static double distance(int tabulatedNm, int nodeNm) {
    return Math.abs(Math.log((double) tabulatedNm / nodeNm));
  }
}
