package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many random products on few units, each unit built once. The same suite gives the same products
 * and results, whatever the number of cores.
 *
 * <p>The products of a unit come in series of up to three: the first of a series after reset, the
 * others back to back. Each unit begins with the largest sums at the longest K; after that shapes,
 * operand patterns and stalls are drawn anew for each product.
 *
 * @param units the units, at least one
 * @param cases products in all, shared out evenly
 * @param seed of everything that is random
 * @param shape the shape of every product, or empty for random shapes: M of 1 to 70, K of 1 to the
 *     longest sum, N of 1 to 3 times the columns
 */
public record CosimSuite(
    List<WeightStationaryArraySpec> units, int cases, long seed, Optional<MatmulShape> shape) {
  private static final int SERIES = 3;
  private static final int LARGEST_M = 70;

  public CosimSuite {
    units = List.copyOf(units);
    if (units.isEmpty() || cases < 1) {
      throw new IllegalArgumentException(
          "a suite needs a unit and a case, got %d and %d".formatted(units.size(), cases));
    }
  }

  /** Random products on one unit. */
  public static CosimSuite of(WeightStationaryArraySpec unit, int cases, long seed) {
    return new CosimSuite(List.of(unit), cases, seed, Optional.empty());
  }

  /**
   * Random products on 48 units that cover rows and columns of 1 to 33 and all weight formats.
   *
   * @param cases products in all; fewer than 48 leave units out
   */
  public static CosimSuite overManyUnits(int cases, long seed) {
    List<WeightStationaryArraySpec> units = CosimUnits.covering(seed);
    return new CosimSuite(
        units.subList(0, Math.min(cases, units.size())), cases, seed, Optional.empty());
  }

  /** Products that run back to back after one reset. */
  private record Series(
      WeightStationaryArraySpec unit, List<CosimCase> cases, List<CosimResult> results) {
    boolean agrees() {
      return results.stream().allMatch(CosimResult::agrees);
    }

    /** Each product that ran, as a series of its own. */
    Stream<Series> products() {
      return IntStream.range(0, results.size())
          .mapToObj(i -> new Series(unit, List.of(cases.get(i)), List.of(results.get(i))));
    }
  }

  /**
   * Builds the units and runs the products, on all cores.
   *
   * @param options how the units are built
   * @param waveforms VCD file for the first series of products that disagrees, or, if all agree,
   *     for the product with the fewest cycles
   * @param progress told of each result, in any order, one at a time
   */
  public CosimReport run(
      VerilatorBuild verilator,
      BuildOptions options,
      Optional<Path> waveforms,
      Consumer<CosimResult> progress) {
    return run(
        (unit, chosen) -> WeightStationaryArrayCosim.build(unit, verilator, chosen),
        options,
        waveforms,
        progress);
  }

  /** Builds a unit. */
  @FunctionalInterface
  interface UnitBuild {
    WeightStationaryArrayCosim build(WeightStationaryArraySpec unit, BuildOptions options);
  }

  /** The same, with units that are built in another way. */
  CosimReport run(
      UnitBuild build,
      BuildOptions options,
      Optional<Path> waveforms,
      Consumer<CosimResult> progress) {
    List<Series> series = new ArrayList<>();
    int threads = Math.min(units.size(), Runtime.getRuntime().availableProcessors());
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Series>>> running = new ArrayList<>();
      for (int unit = 0; unit < units.size(); unit++) {
        int index = unit;
        running.add(executor.submit(() -> runUnit(index, build, options, progress)));
      }
      running.forEach(future -> series.addAll(resultOf(future)));
    }
    waveforms.ifPresent(file -> writeWaveforms(worthSeeing(series), build, options, file));
    return new CosimReport(series.stream().flatMap(one -> one.results().stream()).toList());
  }

  /** The first series that disagrees; if all agree, the product with the fewest cycles alone. */
  private static Series worthSeeing(List<Series> all) {
    return all.stream()
        .filter(one -> !one.agrees())
        .findFirst()
        .orElseGet(() ->
            all.stream()
                .flatMap(Series::products)
                .min(Comparator.comparingLong(one -> one.results().getFirst().rtlCycles()))
                .orElseThrow());
  }

  private static void writeWaveforms(
      Series series, UnitBuild build, BuildOptions options, Path file) {
    build.build(series.unit(), options.withWaveforms()).runBackToBack(series.cases(), file);
  }

  private static <T> T resultOf(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("co-simulation failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("co-simulation was interrupted", e);
    }
  }

  private List<Series> runUnit(
      int index, UnitBuild build, BuildOptions options, Consumer<CosimResult> progress) {
    WeightStationaryArraySpec unit = units.get(index);
    WeightStationaryArrayCosim cosim = build.build(unit, options);
    int count = cases / units.size() + (index < cases % units.size() ? 1 : 0);
    // A generator for each unit: what one unit draws does not depend on the others.
    Random random = new Random(seed * units.size() + index);
    List<Series> series = new ArrayList<>();
    for (int done = 0; done < count; done += SERIES) {
      List<CosimCase> together = new ArrayList<>();
      for (int number = done; number < Math.min(count, done + SERIES); number++) {
        together.add(draw(unit, number, random));
      }
      List<CosimResult> results = cosim.runBackToBack(together);
      synchronized (this) {
        results.forEach(progress);
      }
      series.add(new Series(unit, together, results));
    }
    return series;
  }

  private CosimCase draw(WeightStationaryArraySpec unit, int number, Random random) {
    boolean extreme = number == 0;
    int longest = unit.longestSum();
    MatmulShape drawn =
        new MatmulShape(
            random.nextInt(1, LARGEST_M + 1),
            extreme ? longest : random.nextInt(1, longest + 1),
            random.nextInt(1, 3 * unit.columns() + 1));
    OperandPattern[] patterns = OperandPattern.values();
    // Half of the products have random operands, half one of the corner patterns.
    OperandPattern pattern =
        random.nextBoolean() ? OperandPattern.RANDOM : patterns[random.nextInt(patterns.length)];
    if (extreme) {
      pattern = OperandPattern.LARGEST_POSITIVE_SUMS;
    }
    StreamStalls.Kind[] kinds = StreamStalls.Kind.values();
    StreamStalls stalls = StreamStalls.random(kinds[random.nextInt(kinds.length)], random);
    MatmulOperands operands = pattern.operands(shape.orElse(drawn), unit.weights(), random);
    return new CosimCase(operands, pattern.label(), stalls);
  }
}
