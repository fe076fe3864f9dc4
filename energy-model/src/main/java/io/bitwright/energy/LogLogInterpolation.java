package io.bitwright.energy;

import java.util.List;

/**
 * A power of the feature size between each two tabulated nodes, a straight line in logarithms.
 * Beyond the outermost ones the power of the nearest two goes on; a single node stands in unscaled.
 */
final class LogLogInterpolation implements TechnologyScaling {
  @Override
  public String label() {
    return "interpolate";
  }

  @Override
  public ScaledEnergy at(List<TabulatedEnergy> tabulated, int nodeNm) {
    if (tabulated.size() == 1) {
      return new NearestNode().at(tabulated, nodeNm);
    }
    LogLogCurve curve = new LogLogCurve(tabulated.size());
    tabulated.forEach(energy -> curve.add(energy.nodeNm(), energy.energyPj()));
    int lower = curve.segment(nodeNm);
    TabulatedEnergy from = tabulated.get(lower);
    TabulatedEnergy to = tabulated.get(lower + 1);
    for (TabulatedEnergy end : List.of(from, to)) {
      if (end.nodeNm() == nodeNm) {
        return ScaledEnergy.tabulated(end);
      }
    }
    String way = nodeNm > from.nodeNm() && nodeNm < to.nodeNm() ? "interpolated" : "extrapolated";
    String note =
        "%s for %d nm from %d nm and %d nm, log-log"
            .formatted(way, nodeNm, from.nodeNm(), to.nodeNm());
    return new ScaledEnergy(curve.at(nodeNm), List.of(from, to), note);
  }
}
