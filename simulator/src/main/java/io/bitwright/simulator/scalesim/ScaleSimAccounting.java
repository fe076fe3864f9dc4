package io.bitwright.simulator.scalesim;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.scalesim.ScaleSimMemory;
import io.bitwright.spec.scalesim.ScaleSimMemory.InterfaceBandwidth;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * SCALE-Sim's accounting in closed form: what it reports after building and walking matrices as
 * long as the cycles it counts. It fills and drains the array anew for every fold, and writes the
 * partial sums of every fold of K instead of accumulating them.
 *
 * <p>Source: SCALE-Sim v3.0.0, commit 1d62b68 (https://github.com/scalesim-project/SCALE-Sim), its
 * {@code compute/systolic_compute_*.py} for what is counted; checked against runs of it.
 */
public final class ScaleSimAccounting {
  private static final long MOST_CYCLES = 1L << 53;

  private final ScaleSimArray array;
  private final Optional<ScaleSimMemory> memory;

  /**
   * The accounting of a machine.
   *
   * @param memory what SCALE-Sim is told of the memory; nothing is known of stalls without it
   */
  public ScaleSimAccounting(ScaleSimArray array, Optional<ScaleSimMemory> memory) {
    this.array = array;
    this.memory = memory;
  }

  /**
   * What SCALE-Sim reports for a product.
   *
   * @throws SpecException if it is so large that a count is above 2^63 - 1, or 2^53 cycles
   */
  public ScaleSimEstimate estimate(MatmulShape shape) {
    try {
      ScaleSimEstimate estimate = exact(shape);
      if (estimate.cycles() <= MOST_CYCLES) {
        return estimate;
      }
    } catch (ArithmeticException overflow) {
      throw new SpecException(tooLarge(shape), overflow);
    }
    throw new SpecException(tooLarge(shape));
  }

  private String tooLarge(MatmulShape shape) {
    return "%s takes more than 2^53 cycles on %d x %d elements: too large to be counted"
        .formatted(shape, array.rows(), array.columns());
  }

  private ScaleSimEstimate exact(MatmulShape shape) {
    ScaleSimFolds folds = ScaleSimFolds.of(array, shape);
    long total = Math.multiplyExact(folds.cyclesPerFold(), folds.folds());
    // The report gives the number of the last cycle, and the first is cycle 0.
    long cycles = total - 1;
    long work = shape.multiplyAccumulates();
    Optional<ScaleSimPrefetch> prefetch =
        memory
            .filter(of -> of.interfaceBandwidth() == InterfaceBandwidth.USER)
            .map(of -> ScaleSimPrefetch.of(folds, shape, results(folds, shape)))
            .filter(tensors -> tensors.fits(memory.orElseThrow()));
    return new ScaleSimEstimate(
        shape,
        cycles,
        stalls(prefetch),
        share(work, cycles, folds.elements()),
        mappingEfficiency(folds),
        share(work, computeCycles(folds, total), folds.elements()),
        sram(folds, shape),
        prefetch.map(tensors -> tensors.traffic(memory.orElseThrow())),
        prefetch
            .map(tensors -> OptionalLong.of(cycles + tensors.cycles(memory.orElseThrow())))
            .orElse(OptionalLong.empty()));
  }

  private ScaleSimStalls stalls(Optional<ScaleSimPrefetch> prefetch) {
    boolean estimated =
        memory.filter(of -> of.interfaceBandwidth() == InterfaceBandwidth.CALC).isPresent();
    return estimated || prefetch.isPresent() ? ScaleSimStalls.NONE : ScaleSimStalls.NOT_MODELLED;
  }

  /** One product on one element ends in cycle 0, where SCALE-Sim divides by zero: 1 here. */
  private static double share(long work, long cycles, long elements) {
    return cycles == 0 ? 1 : (double) work / ((double) cycles * elements);
  }

  private static double mappingEfficiency(ScaleSimFolds folds) {
    double mapped = (double) folds.spatialRows() * folds.spatialColumns();
    return mapped / ((double) folds.folds() * folds.elements());
  }

  /** The denominator of {@code Compute Util}: with a stationary operand C - 1 more in each fold. */
  private static long computeCycles(ScaleSimFolds folds, long total) {
    long more = folds.stationaryOperand() ? folds.array().columns() - 1L : 0;
    return Math.addExact(total, Math.multiplyExact(more, folds.folds()));
  }

  /** Each operand is read once for every fold over the dimension that it does not have. */
  private static ScaleSimTraffic sram(ScaleSimFolds folds, MatmulShape shape) {
    long activations = Math.multiplyExact(shape.m(), shape.k());
    long weights = Math.multiplyExact(shape.k(), shape.n());
    long results = results(folds, shape);
    return switch (folds.array().dataflow()) {
      case WEIGHT_STATIONARY ->
          new ScaleSimTraffic(
              Math.multiplyExact(activations, folds.columnFolds()), weights, results);
      case OUTPUT_STATIONARY ->
          new ScaleSimTraffic(
              Math.multiplyExact(activations, folds.columnFolds()),
              Math.multiplyExact(weights, folds.rowFolds()),
              Math.addExact(results, padding(folds)));
      case INPUT_STATIONARY ->
          new ScaleSimTraffic(
              activations, Math.multiplyExact(weights, folds.columnFolds()), results);
    };
  }

  /** Results, or the partial sums of all folds of K if it lies along the rows. */
  private static long results(ScaleSimFolds folds, MatmulShape shape) {
    long results = Math.multiplyExact(shape.m(), shape.n());
    return folds.stationaryOperand() ? Math.multiplyExact(results, folds.rowFolds()) : results;
  }

  /** SCALE-Sim adds R + C writes for every fold of an output-stationary array that nothing does. */
  private static long padding(ScaleSimFolds folds) {
    long sides = (long) folds.array().rows() + folds.array().columns();
    return Math.multiplyExact(sides, folds.folds());
  }
}
