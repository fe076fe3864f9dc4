package io.bitwright.testbench.synthesis;

import java.util.List;

/**
 * The fastest clock of a placed and routed module, once a seed of the placement.
 *
 * @param megahertzBySeed of seeds 1, 2, ...; at least one
 */
public record ClockSpeed(List<Double> megahertzBySeed) {
  public ClockSpeed {
    megahertzBySeed = List.copyOf(megahertzBySeed);
    if (megahertzBySeed.isEmpty()) {
      throw new IllegalArgumentException("a speed of no seed");
    }
  }

  /** The median over the seeds, in MHz: of an even number the lower middle one. */
  public double medianMegahertz() {
    return megahertzBySeed.stream()
        .sorted()
        .skip((megahertzBySeed.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }
}
