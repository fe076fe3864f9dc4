package io.bitwright.simulator.timing.stream;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * When a stream's partner is willing to move a beat: a periodic pattern of bits, one a cycle, as
 * docs/units/streams.md defines it.
 */
public final class StallPattern {
  private final BitSet willing;
  private final int period;

  private StallPattern(BitSet willing, int period) {
    this.willing = willing;
    this.period = period;
  }

  /** Willing in every cycle. */
  public static StallPattern none() {
    BitSet always = new BitSet(1);
    always.set(0);
    return new StallPattern(always, 1);
  }

  /**
   * Random: willing in about {@code share} of the cycles, and in at least one of them.
   *
   * @param period cycles after which the pattern repeats, at least 1
   * @param share probability of a willing cycle, above 0, at most 1
   */
  public static StallPattern random(RandomGenerator random, int period, double share) {
    if (period < 1 || !(share > 0) || share > 1) {
      throw new IllegalArgumentException("period " + period + ", share " + share);
    }
    BitSet bits = new BitSet(period);
    for (int cycle = 0; cycle < period; cycle++) {
      bits.set(cycle, random.nextDouble() < share);
    }
    bits.set(random.nextInt(period));
    return new StallPattern(bits, period);
  }

  /**
   * Bursts: unwilling for some cycles, then willing for some.
   *
   * @param idle cycles without a beat, at least 0
   * @param burst cycles with one, at least 1
   */
  public static StallPattern bursts(int idle, int burst) {
    if (idle < 0 || burst < 1) {
      throw new IllegalArgumentException("idle " + idle + ", burst " + burst);
    }
    BitSet bits = new BitSet(idle + burst);
    bits.set(idle, idle + burst);
    return new StallPattern(bits, idle + burst);
  }

  /** Whether the partner is willing in a cycle, counted from 0. */
  public boolean isWilling(long cycle) {
    return willing.get((int) (cycle % period));
  }

  /** Cycles after which the pattern repeats. */
  public int period() {
    return period;
  }

  /** One byte a cycle of the period, 1 where willing: the form a native driver reads. */
  public byte[] toBytes() {
    byte[] bytes = new byte[period];
    for (int cycle = 0; cycle < period; cycle++) {
      bytes[cycle] = (byte) (willing.get(cycle) ? 1 : 0);
    }
    return bytes;
  }
}
