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
  private static final int MOST_RUNS = 24;
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
    return RequantizerModel.of(2, 20, 6, true, NumberFormat.INT8);
  }

  /** {@inheritDoc} Runs of 1 to 9 beats for each beat of scales, 1 to 24 of them. */
  @Override
  public CosimCase draw(
      RequantizerModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    int[] runs =
        random.ints(random.nextInt(1, MOST_RUNS + 1), 1, MOST_BEATS_IN_A_RUN + 1).toArray();
    int beats = Arrays.stream(runs).sum();
    Beats scales = new Beats(unit.interfaceOf().stream("scale"), runs.length);
    Beats sums = new Beats(unit.interfaceOf().stream("sum"), beats);
    Beats results = new Beats(unit.interfaceOf().stream("result"), beats);
    int beat = 0;
    for (int run = 0; run < runs.length; run++) {
      int[][] scale = new int[unit.scales()][];
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
    StreamStalls stalls =
        number == 0 ? StreamStalls.none() : StreamStalls.random(unit.interfaceOf(), random);
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
      int[][] scale,
      int beat,
      Beats sums,
      Beats results,
      RandomGenerator random) {
    Requantizer golden =
        new Requantizer(unit.sumWidth(), unit.scaleWidth(), unit.outputWidth());
    for (int lane = 0; lane < unit.lanes(); lane++) {
      int[] own = scale[lane % scale.length];
      long sum = drawSum(unit, number, own, random);
      sums.set(beat, "sum_data_i", lane, sum);
      results.set(beat, "result_data_o", lane, golden.requantize(sum, own[0], own[1]));
    }
  }

  /** Mantissa and shift. */
  private static int[] drawScale(RequantizerModel unit, int number, RandomGenerator random) {
    int largest = (1 << unit.scaleWidth()) - 1;
    if (number == 0) {
      return new int[] {largest, random.nextInt(unit.sumWidth() + unit.scaleWidth())};
    }
    int mantissa =
        switch (random.nextInt(6)) {
          case 0 -> largest;
          case 1 -> 1;
          case 2 -> 0;
          default -> random.nextInt(largest + 1);
        };
    return new int[] {mantissa, random.nextInt(SHIFTS)};
  }

  private static long drawSum(
      RequantizerModel unit, int number, int[] scale, RandomGenerator random) {
    long lowest = -1L << (unit.sumWidth() - 1);
    if (number < 2) {
      return number == 0 ? -lowest - 1 : lowest;
    }
    long any = random.nextLong() >> (Long.SIZE - unit.sumWidth());
    return switch (random.nextInt(8)) {
      case 0 -> lowest;
      case 1 -> -lowest - 1;
      case 2 -> any >> random.nextInt(unit.sumWidth());
      case 3, 4, 5, 6 -> nearTheEnds(unit, scale, random);
      default -> any;
    };
  }

  /** A sum whose result is a tie, or close to one, of any size that a result has. */
  private static long nearTheEnds(RequantizerModel unit, int[] scale, RandomGenerator random) {
    long halves = random.nextLong(-2L << unit.outputWidth(), (2L << unit.outputWidth()) + 1);
    double sum = Math.scalb((double) halves, scale[1] - 1) / Math.max(1, scale[0]);
    long limit = (1L << (unit.sumWidth() - 1)) - 1;
    return Math.clamp((long) sum + random.nextInt(-1, 2), -limit - 1, limit);
  }

  private static long simulatedCycles(int[] runs, StreamStalls stalls) {
    var timing = new io.bitwright.simulator.timing.unit.Requantizer();
    long stepped =
        timing.cycles(runs, stalls.of("scale"), stalls.of("sum"), stalls.of("result"));
    long closed = timing.cycles(Arrays.stream(runs).sum());
    if (stalls.isNone() && stepped != closed) {
      throw new IllegalStateException(
          "the closed form gives %d cycles, the stepped model %d".formatted(closed, stepped));
    }
    return stepped;
  }
}
