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

  /**
   * Stalls of a run of a unit with a stationary tile. In one run in eight the streaming rows come
   * once two tiles are loaded, some of them together: short passes follow each other at once then.
   * In another the sink takes one result at a time, and a tile is loaded meanwhile: the unit then
   * goes on for one cycle in which a pass may end.
   */
  public static StreamStalls ofRun(int number, StationaryTileModel unit, RandomGenerator random) {
    int loading = unit.loadBeats();
    String rows = unit.holdsActivations() ? "weight" : "activation";
    return switch (number % 8) {
      case 3 -> {
        int idle = 2 * loading + random.nextInt(loading);
        StallPattern bursts = StallPattern.bursts(idle, 2 + random.nextInt(loading));
        yield new StreamStalls(Map.of(rows, bursts), Kind.INPUTS_IDLE);
      }
      case 7 -> {
        StallPattern oneByOne = StallPattern.bursts(3 * loading + random.nextInt(loading), 1);
        String tiles = unit.holdsActivations() ? "activation" : "weight";
        yield new StreamStalls(
            Map.of(rows, pattern(random), tiles, pattern(random), "result", oneByOne), Kind.ALL);
      }
      default -> ofRun(number, unit.interfaceOf(), random);
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
    final int longestPeriod = 40;
    final double smallestShare = 0.05;
    if (random.nextInt(3) == 0) {
      return StallPattern.bursts(
          random.nextInt(1, longestPeriod), random.nextInt(1, longestPeriod));
    }
    return StallPattern.random(
        random, random.nextInt(1, longestPeriod + 1), random.nextDouble(smallestShare, 1));
  }

  /** Whether no stream stalls. */
  public boolean isNone() {
    return kind == Kind.NONE;
  }
}
