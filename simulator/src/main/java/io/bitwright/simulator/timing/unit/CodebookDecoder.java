package io.bitwright.simulator.timing.unit;

import io.bitwright.simulator.timing.stream.CompanionPipeline;
import io.bitwright.simulator.timing.stream.StallPattern;

/**
 * The cycles of a decoder of codebooks, docs/units/codebook_decoder.md; they depend on none of its
 * sizes but by how many beats of codes a beat of scales serves.
 */
public record CodebookDecoder() {
  private static final CompanionPipeline PIPELINE = new CompanionPipeline(3);

  /**
   * Cycles without stalls until the last weights have moved.
   *
   * @param beats beats of codes, at least 1
   */
  public long cycles(long beats) {
    return PIPELINE.cycles(beats);
  }

  /**
   * Cycles until the last weights have moved.
   *
   * @param runs beats of codes that each beat of scales serves, in order; each at least 1
   * @param scales when the source of the scales starts to offer a beat
   * @param codes when the source of the codes does
   * @param weights when the sink is ready
   */
  public long cycles(int[] runs, StallPattern scales, StallPattern codes, StallPattern weights) {
    return PIPELINE.cycles(runs, scales, codes, weights);
  }
}
