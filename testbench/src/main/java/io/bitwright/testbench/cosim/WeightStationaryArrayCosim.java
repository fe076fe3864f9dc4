package io.bitwright.testbench.cosim;

import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.simulator.timing.matrix.WeightStationaryArray;
import io.bitwright.simulator.timing.matrix.WeightStationaryArrayCycleModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.RtlFailureException;
import io.bitwright.testbench.verilator.StuckStreamException;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatedModel;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Runs products on the RTL of a weight-stationary array and holds values against the golden kernel,
 * cycles against the simulator: the closed form and the cycle model where no stream stalls, the
 * cycle model where one does.
 */
public final class WeightStationaryArrayCosim {
  /** Above so many cycles the cycle model is not asked beside the closed form. */
  private static final long LONGEST_STEPPED = 2_000_000;

  private final WeightStationaryArraySpec spec;
  private final VerilatedLibrary library;
  private final IntegerMatmul golden = new GoldenIntegerMatmul();

  /** Co-simulation of the unit in a library. */
  public WeightStationaryArrayCosim(WeightStationaryArraySpec spec, VerilatedLibrary library) {
    this.spec = spec;
    this.library = library;
  }

  /** Generates and builds the unit. */
  public static WeightStationaryArrayCosim build(
      WeightStationaryArraySpec spec, VerilatorBuild verilator, BuildOptions options) {
    return new WeightStationaryArrayCosim(
        spec, verilator.build(new RtlGenerator().generate(spec), options));
  }

  /** One product on the unit after reset. */
  public CosimResult run(CosimCase one) {
    return runBackToBack(List.of(one)).getFirst();
  }

  /**
   * Products on the unit after reset, each beginning in the cycle after the last result of the one
   * before, without another reset. After a failure the rest is not run.
   *
   * @throws SpecException if a product does not fit the unit
   */
  public List<CosimResult> runBackToBack(List<CosimCase> cases) {
    return run(cases, Optional.empty());
  }

  /**
   * The same, and writes waveforms of all of it.
   *
   * @param waveforms VCD file; the library must have been built for it
   */
  public List<CosimResult> runBackToBack(List<CosimCase> cases, Path waveforms) {
    return run(cases, Optional.of(waveforms));
  }

  private List<CosimResult> run(List<CosimCase> cases, Optional<Path> waveforms) {
    cases.forEach(one -> OperandFit.check(spec, one.operands()));
    List<CosimResult> results = new ArrayList<>();
    final long seed = 1;
    try (VerilatedModel model = VerilatedModel.load(library, seed)) {
      waveforms.ifPresent(model::startWaveforms);
      for (CosimCase one : cases) {
        boolean isLast = results.size() == cases.size() - 1;
        CosimResult result = run(model, one, isLast);
        results.add(result);
        if (result.failure().isPresent()) {
          break;
        }
      }
    }
    return results;
  }

  private CosimResult run(VerilatedModel model, CosimCase one, boolean isLast) {
    MatmulShape shape = one.operands().shape();
    long simulated = simulatedCycles(shape, one.stalls());
    MatmulRun run = new MatmulRun(spec, library.harness(), one.operands(), one.stalls());
    long cycles = 0;
    Optional<String> failure = Optional.empty();
    try {
      // Room for a unit that is slower than it should be, so that the difference is reported.
      long cycleLimit = 4 * simulated + 1000;
      cycles = run.on(model, cycleLimit);
      failure = leftOver(model, isLast);
    } catch (RtlFailureException | StuckStreamException | OperandsLeftException e) {
      failure = Optional.ofNullable(e.getMessage());
    }
    List<ValueMismatch> mismatches =
        failure.isPresent() ? List.of() : mismatches(one.operands(), run.sums());
    return new CosimResult(
        spec,
        shape,
        one.operandsName(),
        one.stalls().kind(),
        failure.isPresent() ? 0 : cycles,
        simulated,
        mismatches.size(),
        mismatches.stream().min(Comparator.comparingLong(ValueMismatch::cycle)),
        failure);
  }

  /** The cycles that the simulator predicts for a product. */
  public long simulatedCycles(MatmulShape shape, StreamStalls stalls) {
    WeightStationaryArrayCycleModel stepped =
        new WeightStationaryArrayCycleModel(spec.rows(), spec.columns(), spec.accumulatorRows());
    if (!stalls.isNone()) {
      return stepped.run(shape, stalls.weights(), stalls.activations(), stalls.results()).cycles();
    }
    long closed =
        new WeightStationaryArray(spec.rows(), spec.columns(), spec.accumulatorRows())
            .cycles(shape);
    if (closed <= LONGEST_STEPPED && stepped.run(shape).cycles() != closed) {
      throw new IllegalStateException(
          "%s on %d x %d: the simulator's closed form gives %d cycles, its cycle model %d"
              .formatted(shape, spec.rows(), spec.columns(), closed, stepped.run(shape).cycles()));
    }
    return closed;
  }

  /** After the last product nothing may come out any more. */
  private Optional<String> leftOver(VerilatedModel model, boolean isLast) {
    long cycles = isLast ? 2L * (spec.rows() + spec.columns()) + 2 : 0;
    long offered = model.idle(cycles);
    return offered == 0
        ? Optional.empty()
        : Optional.of(
            "after the last result the unit offered beats in %d of %d idle cycles"
                .formatted(offered, cycles));
  }

  private List<ValueMismatch> mismatches(MatmulOperands operands, ResultBeats got) {
    int[][] expected = golden.multiply(operands.activations(), operands.weights());
    List<ValueMismatch> mismatches = new ArrayList<>();
    for (int row = 0; row < expected.length; row++) {
      for (int column = 0; column < expected[row].length; column++) {
        long sum = got.sums()[row][column];
        if (sum != expected[row][column]) {
          mismatches.add(
              new ValueMismatch(got.cycle(row, column), row, column, expected[row][column], sum));
        }
      }
    }
    return mismatches;
  }
}
