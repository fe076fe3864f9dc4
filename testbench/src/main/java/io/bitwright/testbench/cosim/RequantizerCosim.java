package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.RequantizerModel;
import io.bitwright.golden.unit.Requantizer;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Rows of sums through a requantizer, with scales that reach every shift, ties and both ends. */
public final class RequantizerCosim implements UnitCosim<RequantizerModel> {
  private static final int MOST_RUNS = 40;
  private static final int MOST_BEATS_IN_A_RUN = 9;
  private static final int SHIFTS = 1 << RequantizerModel.SHIFT_WIDTH;

  @Override
  public List<RequantizerModel> parameterSets() {
    return List.of(
        RequantizerModel.of(16, 32, 16, false, NumberFormat.INT8),
        RequantizerModel.of(1, 4, 1, true, NumberFormat.INT4),
        RequantizerModel.of(1, 47, 16, false, NumberFormat.INT16),
        RequantizerModel.of(7, 32, 16, true, NumberFormat.INT16),
        RequantizerModel.of(13, 21, 11, true, NumberFormat.INT8),
        RequantizerModel.of(64, 26, 16, false, NumberFormat.INT4),
        RequantizerModel.of(33, 15, 16, true, NumberFormat.INT8),
        RequantizerModel.of(3, 40, 7, false, NumberFormat.INT4));
  }

  @Override
  public RequantizerModel smallUnit() {
    return RequantizerModel.of(2, 17, 2, true, NumberFormat.INT8);
  }

  /** {@inheritDoc} Runs of 1 to 9 beats for each beat of scales, 1 to 40 of them. */
  @Override
  public CosimCase draw(
      RequantizerModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    int[] runs =
        random.ints(random.nextInt(1, MOST_RUNS + 1), 1, MOST_BEATS_IN_A_RUN + 1).toArray();
    int beats = Arrays.stream(runs).sum();
    Beats scales = new Beats(unit.interfaceOf().stream("scale"), runs.length);
    Beats sums = new Beats(unit.interfaceOf().stream("sum"), beats);
    Beats results = new Beats(unit.interfaceOf().stream("result"), beats);
    int beat = 0;
    for (int run = 0; run < runs.length; run++) {
      long[][] scale = new long[unit.scales()][];
      for (int lane = 0; lane < scale.length; lane++) {
        scale[lane] = drawScale(unit, number, random);
        scales.set(run, "scale_mantissa_i", lane, scale[lane][0]);
        scales.set(run, "scale_shift_i", lane, scale[lane][1]);
      }
      for (int i = 0; i < runs[run]; i++, beat++) {
        sums.set(beat, "sum_last_i", i == runs[run] - 1 ? 1 : 0);
        requantize(unit, number, scale, beat, sums, results, random);
      }
    }
    StreamStalls stalls = StreamStalls.ofRun(number, unit.interfaceOf(), random);
    return new BeatsCase(
        "%d beats on %d scales".formatted(beats, runs.length),
        number < 2 ? "extreme" : "random",
        stalls,
        Map.of("scale", scales, "sum", sums),
        Map.of("result", results),
        simulatedCycles(runs, stalls));
  }

  private static void requantize(
      RequantizerModel unit,
      int number,
      long[][] scale,
      int beat,
      Beats sums,
      Beats results,
      RandomGenerator random) {
    Requantizer golden = new Requantizer(unit.sumWidth(), unit.scaleWidth(), unit.outputWidth());
    for (int lane = 0; lane < unit.lanes(); lane++) {
      long[] own = scale[lane % scale.length];
      long sum = drawSum(unit, number, own, random);
      sums.set(beat, "sum_data_i", lane, sum);
      results.set(beat, "result_data_o", lane, golden.requantize(sum, own[0], (int) own[1]));
    }
  }

  /** Mantissa and shift. */
  private static long[] drawScale(RequantizerModel unit, int number, RandomGenerator random) {
    long largest = (1L << unit.scaleWidth()) - 1;
    if (number == 0) {
      return new long[] {largest, random.nextInt(unit.sumWidth() + unit.scaleWidth())};
    }
    long mantissa =
        switch (random.nextInt(8)) {
          case 0 -> largest;
          case 1 -> 0;
          case 2, 3, 4, 5 -> 1L << random.nextInt(unit.scaleWidth()); // with these ties are exact
          default -> random.nextLong(largest + 1);
        };
    int productBits = unit.sumWidth() + unit.scaleWidth();
    int shift = random.nextInt(random.nextInt(4) == 0 ? SHIFTS : Math.min(SHIFTS, productBits));
    return new long[] {mantissa, shift};
  }

  private static long drawSum(
      RequantizerModel unit, int number, long[] scale, RandomGenerator random) {
    long lowest = -1L << (unit.sumWidth() - 1);
    if (number < 2) {
      return number == 0 ? -lowest - 1 : lowest;
    }
    long any = random.nextLong() >> (Long.SIZE - unit.sumWidth());
    long oneBit = 1L << random.nextInt(unit.sumWidth() - 1);
    return switch (random.nextInt(24)) {
      case 0 -> lowest;
      case 1 -> -lowest - 1;
      case 2 -> any;
      case 3 -> any >> random.nextInt(unit.sumWidth());
      case 4, 5 -> random.nextBoolean() ? oneBit : -oneBit;
      default -> nearATie(unit, scale, random);
    };
  }

  /**
   * A sum whose result is a tie, or more than one by a single bit, which rounds up what a tie above
   * an even number would not; a quarter of them near the ends.
   */
  private static long nearATie(RequantizerModel unit, long[] scale, RandomGenerator random) {
    long limit = (1L << (unit.sumWidth() - 1)) - 1;
    long end = 1L << (unit.outputWidth() - 1);
    long reached = Math.min(end, (limit * scale[0]) >> (int) scale[1]);
    long result =
        random.nextInt(4) == 0
            ? (random.nextBoolean() ? end : -end) + random.nextInt(-2, 2)
            : random.nextLong(-reached - 1, reached + 1) & ~1;
    int mantissaBits = Long.SIZE - Long.numberOfLeadingZeros(scale[0]);
    double tie = Math.scalb(result + 0.5, (int) scale[1]) / Math.max(1, scale[0]);
    long more = 1L << random.nextInt(Math.max(1, (int) scale[1] - mantissaBits));
    long sum = (long) Math.floor(tie) + (random.nextInt(4) == 0 ? 0 : more);
    return Math.clamp(sum, -limit - 1, limit);
  }

  private static long simulatedCycles(int[] runs, StreamStalls stalls) {
    var timing = new io.bitwright.simulator.timing.unit.Requantizer();
    long stepped = timing.cycles(runs, stalls.of("scale"), stalls.of("sum"), stalls.of("result"));
    int beats = Arrays.stream(runs).sum();
    return SimulatedCycles.of(beats + " beats", stalls, stepped, () -> timing.cycles(beats));
  }
}
