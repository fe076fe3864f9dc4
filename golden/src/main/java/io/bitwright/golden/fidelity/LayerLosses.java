package io.bitwright.golden.fidelity;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What each linear layer alone loses on each rung of a ladder, all others as they were trained. */
public final class LayerLosses {
  private final String guide;
  private final Map<String, List<Double>> losses;

  /**
   * @param losses of each layer from the top of the ladder to its end
   */
  LayerLosses(String guide, Map<String, List<Double>> losses) {
    this.guide = guide;
    this.losses = losses;
  }

  /** What measured them: {@link SearchGuide#label}. */
  public String guide() {
    return guide;
  }

  /** The loss of a layer on a rung: no less than on those above it, which is noise if measured. */
  public double loss(String layer, int rung) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double loss : Objects.requireNonNull(losses.get(layer)).subList(0, rung + 1)) {
      highest = Math.max(highest, loss);
    }
    return highest;
  }
}
