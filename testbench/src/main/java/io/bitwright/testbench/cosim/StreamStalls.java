package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.Direction;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.simulator.timing.stream.StallPattern;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * When the partners of a unit's streams are willing.
 *
 * @param patterns by stream: when a source starts to offer a beat, when a sink is ready; a stream
 *     that is not named never stalls
 * @param kind how they came about, in words
 */
public record StreamStalls(Map<String, StallPattern> patterns, Kind kind) {
  private static final int LONGEST_PERIOD = 40;
  private static final int SELDOM_PERIOD = 200;
  private static final double SMALLEST_SHARE = 0.05;

  public StreamStalls {
    patterns = Map.copyOf(patterns);
  }

  /** Which streams stall. */
  public enum Kind {
    /** No stream stalls: every partner is always willing. */
    NONE,
    /** The sources pause. */
    INPUTS_IDLE,
    /** The sink holds results back. */
    OUTPUT_BACK_PRESSURE,
    /** All streams stall, each in its own rhythm and to its own degree. */
    ALL;

    private boolean stalls(Direction direction) {
      return this == ALL
          || (this == INPUTS_IDLE && direction == Direction.INPUT)
          || (this == OUTPUT_BACK_PRESSURE && direction == Direction.OUTPUT);
    }

    /** The name in reports: {@code output back pressure}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** No stream stalls. */
  public static StreamStalls none() {
    return new StreamStalls(Map.of(), Kind.NONE);
  }

  /** Stalls of a run of a series: none in run 0, any kind in all others. */
  public static StreamStalls ofRun(int number, UnitInterface unit, RandomGenerator random) {
    return number == 0 ? none() : random(unit, random);
  }

  /** Stalls of a run of a unit with a stationary tile. */
  static StreamStalls ofRun(TileRun run, StationaryTileModel unit, RandomGenerator random) {
    int loading = unit.loadBeats();
    String rows = unit.holdsActivations() ? "weight" : "activation";
    String tiles = unit.holdsActivations() ? "activation" : "weight";
    return switch (run) {
      case UNHINDERED -> none();
      case LATE_ROWS -> {
        int idle = 2 * loading + random.nextInt(loading);
        StallPattern bursts = StallPattern.bursts(idle, 2 + random.nextInt(loading));
        yield new StreamStalls(Map.of(rows, bursts), Kind.INPUTS_IDLE);
      }
      case SELDOM_ROWS -> {
        double rowsALoad = random.nextDouble(0.5, 2);
        StallPattern seldom =
            StallPattern.random(random, SELDOM_PERIOD, rowsALoad / Math.max(loading, 4));
        StallPattern oneByOne = StallPattern.bursts(random.nextInt(2, 8), 1);
        yield new StreamStalls(Map.of(rows, seldom, "result", oneByOne), Kind.ALL);
      }
      case SLOW_SINK -> {
        StallPattern oneByOne = StallPattern.bursts(3 * loading + random.nextInt(loading), 1);
        yield new StreamStalls(
            Map.of(rows, pattern(random), tiles, pattern(random), "result", oneByOne), Kind.ALL);
      }
      case ANY -> random(unit.interfaceOf(), random);
    };
  }

  /** Stalls of any kind: bursts, or periods of 1 to 40 cycles with shares of 5 to 100 %. */
  public static StreamStalls random(UnitInterface unit, RandomGenerator random) {
    Kind[] kinds = Kind.values();
    return random(kinds[random.nextInt(kinds.length)], unit, random);
  }

  /** Stalls of one kind. */
  public static StreamStalls random(Kind kind, UnitInterface unit, RandomGenerator random) {
    Map<String, StallPattern> patterns = new LinkedHashMap<>();
    for (StreamPort stream : unit.streams()) {
      if (kind.stalls(stream.direction())) {
        patterns.put(stream.name(), pattern(random));
      }
    }
    return new StreamStalls(patterns, kind);
  }

  /** When the partner of a stream is willing. */
  public StallPattern of(String stream) {
    return patterns.getOrDefault(stream, StallPattern.none());
  }

  /**
   * One in three comes in bursts: queues inside the unit run full on one side and empty on the
   * other, and then everything moves at once.
   */
  private static StallPattern pattern(RandomGenerator random) {
    if (random.nextInt(3) == 0) {
      return StallPattern.bursts(
          random.nextInt(1, LONGEST_PERIOD), random.nextInt(1, LONGEST_PERIOD));
    }
    return StallPattern.random(
        random, random.nextInt(1, LONGEST_PERIOD + 1), random.nextDouble(SMALLEST_SHARE, 1));
  }

  /** Whether no stream stalls. */
  public boolean isNone() {
    return kind == Kind.NONE;
  }
}
