package io.bitwright.simulator.timing.unit;

import io.bitwright.simulator.timing.stream.CompanionPipeline;
import io.bitwright.simulator.timing.stream.StallPattern;

/** The cycles of a requantizer, docs/units/requantizer.md; they depend on none of its sizes. */
public record Requantizer() {
  private static final CompanionPipeline PIPELINE = new CompanionPipeline(4);

  /**
   * Cycles without stalls until the last result has moved.
   *
   * @param beats beats of sums, at least 1
   */
  public long cycles(long beats) {
    return PIPELINE.cycles(beats);
  }

  /**
   * Cycles until the last result has moved.
   *
   * @param runs beats of sums that each beat of scales serves, in order; each at least 1
   * @param scales when the source of the scales starts to offer a beat
   * @param sums when the source of the sums does
   * @param results when the sink is ready
   */
  public long cycles(int[] runs, StallPattern scales, StallPattern sums, StallPattern results) {
    return PIPELINE.cycles(runs, scales, sums, results);
  }
}
