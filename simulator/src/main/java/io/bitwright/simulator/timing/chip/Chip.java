package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.simulator.timing.memory.Memory;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.quantity.ByteSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The resolved parts of one accelerator, and the rules that all its operators share.
 *
 * <p>Matrix units and vector unit work at the same time on different steps' data, so a step takes
 * the longer of both. Operators run one after the other. A tensor between two operators stays on
 * the chip if it fits half of the activation buffer; otherwise it is written to memory and read
 * back.
 */
public record Chip(
    AcceleratorSpec spec, MatrixUnits matrixUnits, Memory memory, SharedCuts sharedCuts) {

  /**
   * Resolves a description.
   *
   * @throws SpecException if a buffer is too small to be halved
   */
  public static Chip of(AcceleratorSpec spec) {
    return of(spec, SharedCuts.none());
  }

  /**
   * The same of chips that share how their products are cut.
   *
   * @param sharedCuts of chips with the same matrix units, vector unit and buffers
   */
  public static Chip of(AcceleratorSpec spec, SharedCuts sharedCuts) {
    requireTwoHalves("weights", spec.buffers().weights());
    requireTwoHalves("activations", spec.buffers().activations());
    requireTwoHalves("results", spec.buffers().results());
    return new Chip(spec, MatrixUnits.of(spec.matrixUnit()), Memory.of(spec.memory()), sharedCuts);
  }

  private static void requireTwoHalves(String buffer, ByteSize size) {
    if (size.bytes() < 2) {
      throw new SpecException(
          "buffers." + buffer + ": " + size.bytes() + " B; allowed is 2 B or more");
    }
  }

  /** Whether a tensor of so many bytes stays on the chip between two operators. */
  public boolean keeps(double bytes) {
    return bytes <= spec.buffers().activations().bytes() / 2.0;
  }

  /** Cycles of the vector unit for so many simple operations. */
  long vectorCycles(double operations) {
    double cycles = Math.ceil(operations / spec.vectorUnit().lanes());
    if (cycles > 0x1p53) {
      throw new ArithmeticException("more than 2^53 cycles");
    }
    return (long) cycles;
  }

  /**
   * Numbers of steps to try: a first one doubled until there are as few as the buffers allow, and
   * from there up to the most that make sense.
   */
  static List<Long> stepCounts(long first, double fewest, double most) {
    long steps = first;
    while (steps < fewest) {
      steps *= 2;
    }
    List<Long> counts = new ArrayList<>();
    do {
      counts.add(steps);
      steps *= 2;
    } while (steps <= most);
    return counts;
  }

  private static final double ROUNDING = 1e-12;

  /** Of the cycles and of the bytes, so a hundredth of the time together. */
  private static final double HAIR = 0.005;

  /**
   * Work that is ready to be timed: computing cycles, bytes, the steps it is cut into and, of a
   * product, the mapping that they come from.
   */
  record Cut(
      long steps,
      double prologueBytes,
      long matrixCycles,
      long vectorCycles,
      Traffic traffic,
      Optional<ProductMapping> mapping) {
    Cut(long steps, double prologueBytes, long matrixCycles, long vectorCycles, Traffic traffic) {
      this(steps, prologueBytes, matrixCycles, vectorCycles, traffic, Optional.empty());
    }

    long computeCycles() {
      return Math.max(matrixCycles, vectorCycles);
    }

    /** A bound from below that costs less than timing: all bytes, or fill, computing and drain. */
    double leastSeconds(double hertz, Memory memory) {
      double ends = memory.transferSeconds(endBytes());
      double computing = ends + memory.latencySeconds() + computeCycles() / hertz;
      return (1 - ROUNDING) * Math.max(computing, traffic.seconds(memory));
    }

    /** Whether this cut moves fewer bytes than another and takes hardly more time. */
    boolean isWorth(Cut other) {
      double bytes = other.traffic().offChip();
      return traffic.offChip() < bytes
          && computeCycles() <= (1 + HAIR) * other.computeCycles()
          && endBytes() <= HAIR * bytes
          && steps <= other.steps();
    }

    /** Bytes that nothing overlaps: before the first step's computing and behind the last one's. */
    private double endBytes() {
      double streamed = Math.max(0, traffic.offChipRead() - prologueBytes) + traffic.offChipWrite();
      return prologueBytes + streamed / steps;
    }

    TileStream stream(double hertz) {
      double computeSeconds = computeCycles() / hertz / steps;
      return new TileStream(
          steps,
          prologueBytes,
          Math.max(0, traffic.offChipRead() - prologueBytes) / steps,
          computeSeconds,
          traffic.offChipWrite() / steps,
          traffic.reads());
    }
  }

  /**
   * The cut that is done first of those worth their traffic; of equals the one with the least
   * off-chip traffic.
   */
  OperatorTiming fastest(List<Cut> cuts, String note) {
    return fastestOf(worthTheirTraffic(cuts), note);
  }

  /** The same of cuts that are all worth their traffic. */
  OperatorTiming fastestOf(List<Cut> cuts, String note) {
    Optional<OperatorTiming> best = Optional.empty();
    double bestSeconds = Double.POSITIVE_INFINITY;
    for (Cut cut : cuts) {
      if (cut.leastSeconds(spec.clock().hertz(), memory) > bestSeconds) {
        continue;
      }
      OperatorTiming timing = time(cut, note);
      if (best.isEmpty() || isBetter(timing, best.get())) {
        best = Optional.of(timing);
        bestSeconds = timing.seconds();
      }
    }
    return best.orElseThrow(() -> new IllegalArgumentException("no cut to time"));
  }

  /**
   * The cuts without those that move more bytes than another and save no more than a hundredth of
   * the time for it, whatever the clock and the bandwidth: a hair of time is not worth their
   * energy. This depends on sizes only, so a faster clock or memory never makes a chip slower; and
   * larger buffers, which add cuts, at most by that hundredth.
   */
  static List<Cut> worthTheirTraffic(List<Cut> cuts) {
    List<Cut> byTraffic = new ArrayList<>(cuts);
    byTraffic.sort(Comparator.comparingDouble(cut -> cut.traffic().offChip()));
    List<Cut> kept = new ArrayList<>();
    for (Cut cut : byTraffic) {
      if (!isOutdone(cut, kept)) {
        kept.add(cut);
      }
    }
    return kept;
  }

  private static boolean isOutdone(Cut cut, List<Cut> kept) {
    for (Cut other : kept) {
      if (other.isWorth(cut)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBetter(OperatorTiming timing, OperatorTiming best) {
    if (timing.seconds() == best.seconds()) {
      return timing.traffic().offChip() < best.traffic().offChip();
    }
    return timing.seconds() < best.seconds();
  }

  private OperatorTiming time(Cut cut, String note) {
    double hertz = spec.clock().hertz();
    TileStream stream = cut.stream(hertz);
    double seconds = stream.seconds(memory);
    Bound bound =
        Bound.of(
            seconds,
            cut.matrixCycles() / hertz,
            cut.traffic().seconds(memory),
            cut.vectorCycles() / hertz);
    return new OperatorTiming(
        cut.matrixCycles(),
        cut.vectorCycles(),
        seconds,
        bound,
        cut.traffic(),
        stream,
        cut.mapping(),
        note);
  }
}
