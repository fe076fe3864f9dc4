package io.bitwright.simulator.timing.unit;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.simulator.timing.stream.StreamPipeline;

/** The cycles of an unpacker, docs/units/ternary_unpacker.md; they depend on none of its sizes. */
public record TernaryUnpacker() {
  private static final StreamPipeline PIPELINE = new StreamPipeline(2, 1);

  /**
   * Cycles without stalls until the last trits have moved.
   *
   * @param beats at least 1
   */
  public long cycles(long beats) {
    return PIPELINE.cycles(beats);
  }

  /**
   * Cycles until the last trits have moved.
   *
   * @param beats at least 1
   * @param bytes when the source starts to offer a beat
   * @param trits when the sink is ready
   */
  public long cycles(long beats, StallPattern bytes, StallPattern trits) {
    return PIPELINE.cycles(beats, bytes, trits);
  }
}
