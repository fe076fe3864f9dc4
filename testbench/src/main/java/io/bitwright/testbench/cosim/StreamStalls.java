package io.bitwright.testbench.cosim;

import io.bitwright.simulator.timing.matrix.StallPattern;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * When the partners of a matrix unit's three streams are willing.
 *
 * @param weights when the weight source starts to offer a beat
 * @param activations when the activation source starts to offer a beat
 * @param results when the result sink is ready
 * @param kind how they came about, in words
 */
public record StreamStalls(
    StallPattern weights, StallPattern activations, StallPattern results, Kind kind) {

  /** Which streams stall. */
  public enum Kind {
    /** No stream stalls: every partner is always willing. */
    NONE,
    /** The sources pause. */
    INPUTS_IDLE,
    /** The sink holds results back. */
    OUTPUT_BACK_PRESSURE,
    /** All three streams stall, each in its own rhythm and to its own degree. */
    ALL;

    /** The name in reports: {@code output back pressure}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** No stream stalls. */
  public static StreamStalls none() {
    return new StreamStalls(
        StallPattern.none(), StallPattern.none(), StallPattern.none(), Kind.NONE);
  }

  /** Random stalls of a kind: periods of 1 to 40 cycles, shares of 5 to 100 %, a stream each. */
  public static StreamStalls random(Kind kind, RandomGenerator random) {
    boolean inputs = kind == Kind.INPUTS_IDLE || kind == Kind.ALL;
    boolean output = kind == Kind.OUTPUT_BACK_PRESSURE || kind == Kind.ALL;
    return new StreamStalls(
        inputs ? pattern(random) : StallPattern.none(),
        inputs ? pattern(random) : StallPattern.none(),
        output ? pattern(random) : StallPattern.none(),
        kind);
  }

  private static StallPattern pattern(RandomGenerator random) {
    final int longestPeriod = 40;
    final double smallestShare = 0.05;
    return StallPattern.random(
        random, random.nextInt(1, longestPeriod + 1), random.nextDouble(smallestShare, 1));
  }

  /** Whether no stream stalls. */
  public boolean isNone() {
    return kind == Kind.NONE;
  }
}
