package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
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
 * Many random runs of few units, each unit built once. The same suite gives the same products and
 * results, whatever the number of cores.
 *
 * <p>The runs of a unit come in series of up to three: the first of a series after reset, the
 * others back to back. Each unit begins with the largest values that its registers must hold; after
 * that sizes, operand patterns and stalls are drawn anew for each run ({@link UnitCosim#draw}).
 *
 * @param units the units, at least one
 * @param cases products in all, shared out evenly
 * @param seed of everything that is random
 * @param shape the shape of every product, or empty for random shapes
 */
public record CosimSuite(
    List<? extends UnitModel> units, int cases, long seed, Optional<MatmulShape> shape) {
  private static final int SERIES = 3;

  public CosimSuite {
    units = List.copyOf(units);
    if (units.isEmpty() || cases < 1) {
      throw new IllegalArgumentException(
          "a suite needs a unit and a case, got %d and %d".formatted(units.size(), cases));
    }
  }

  /** Random products on one unit. */
  public static CosimSuite of(UnitModel unit, int cases, long seed) {
    return new CosimSuite(List.of(unit), cases, seed, Optional.empty());
  }

  /**
   * Random products on 48 units that cover rows and columns of 1 to 33 and all kinds of elements.
   *
   * @param cases products in all; fewer than 48 leave units out
   */
  public static CosimSuite overManyUnits(int cases, long seed) {
    List<? extends UnitModel> units =
        CosimUnits.covering(seed).stream().map(WeightStationaryArrayModel::new).toList();
    return new CosimSuite(
        units.subList(0, Math.min(cases, units.size())), cases, seed, Optional.empty());
  }

  /** Products that run back to back after one reset. */
  private record Series(UnitModel unit, List<CosimCase> cases, List<CosimResult> results) {
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
        (unit, chosen) -> UnitUnderTest.build(unit, verilator, chosen),
        options,
        waveforms,
        progress);
  }

  /** Builds a unit. */
  @FunctionalInterface
  interface UnitBuild {
    UnitUnderTest build(UnitModel unit, BuildOptions options);
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
    build
        .build(series.unit(), options.withWaveforms())
        .runBackToBack(series.cases(), Optional.of(file));
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
    UnitModel unit = units.get(index);
    UnitUnderTest cosim = build.build(unit, options);
    int count = cases / units.size() + (index < cases % units.size() ? 1 : 0);
    // A generator for each unit: what one unit draws does not depend on the others.
    Random random = new Random(seed * units.size() + index);
    List<Series> series = new ArrayList<>();
    for (int done = 0; done < count; done += SERIES) {
      List<CosimCase> together = new ArrayList<>();
      for (int number = done; number < Math.min(count, done + SERIES); number++) {
        together.add(UnitCosims.draw(unit, number, shape, random));
      }
      List<CosimResult> results = cosim.runBackToBack(together);
      synchronized (this) {
        results.forEach(progress);
      }
      series.add(new Series(unit, together, results));
    }
    return series;
  }
}
