package io.bitwright.simulator.area.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a configuration.
 *
 * @param area what it takes
 * @param multiplyAccumulatesPerCycle what the figures are shared out over
 * @param megahertz the fastest clock, the median of the seeds, if it was asked for
 * @param yosys version of Yosys
 */
public record RecordedFigures(
    Area area, int multiplyAccumulatesPerCycle, Optional<Double> megahertz, String yosys) {
  /** More look-up tables than this, over those recorded, are a fall back; fewer, a gain. */
  private static final double LUT_SHARE = 0.03;

  /** Registers follow the look-up tables around, so they have more room. */
  private static final double FLIP_FLOP_SHARE = 0.10;

  /** What is worse than recorded, one phrase each: 3 % of LUTs, 10 % of registers, any block. */
  public List<String> fallBacks(Area found) {
    List<String> worse = new ArrayList<>();
    addIfAbove(worse, "LUT", found.luts(), area.luts(), LUT_SHARE);
    addIfAbove(worse, "memory LUT", found.memoryLuts(), area.memoryLuts(), LUT_SHARE);
    addIfAbove(worse, "FF", found.flipFlops(), area.flipFlops(), FLIP_FLOP_SHARE);
    addIfAbove(worse, "DSP", found.dsps(), area.dsps(), 0);
    addIfAbove(worse, "block RAM", found.blockRams(), area.blockRams(), 0);
    return worse;
  }

  private static void addIfAbove(
      List<String> worse, String what, int found, int recorded, double share) {
    if (found > recorded * (1 + share)) {
      worse.add("%d %s, recorded %d".formatted(found, what, recorded));
    }
  }

  /** Whether a result is so much better that the record should be made anew. */
  public boolean isBeatenBy(Area found) {
    return found.luts() < area.luts() * (1 - LUT_SHARE);
  }
}
