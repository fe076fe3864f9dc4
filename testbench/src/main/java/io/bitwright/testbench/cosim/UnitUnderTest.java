package io.bitwright.testbench.cosim;

import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import io.bitwright.testbench.verilator.BeatSource;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.RtlFailureException;
import io.bitwright.testbench.verilator.StreamRun;
import io.bitwright.testbench.verilator.StuckStreamException;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatedModel;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A unit's RTL under Verilator, run case by case and held against golden and simulator: values,
 * cycles, that all inputs are taken and that nothing comes out that should not.
 *
 * @param unit the unit
 * @param library its RTL
 */
public record UnitUnderTest(UnitModel unit, VerilatedLibrary library) {
  /** Cycles in which nothing may come out after the last case. */
  private static final int SETTLE_CYCLES = 300;

  /** Generates and builds the unit. */
  public static UnitUnderTest build(
      UnitModel unit, VerilatorBuild verilator, BuildOptions options) {
    return new UnitUnderTest(unit, verilator.build(new RtlGenerator().generate(unit), options));
  }

  /** One case after reset. */
  public CosimResult run(CosimCase one) {
    return runBackToBack(List.of(one)).getFirst();
  }

  /**
   * Cases after reset, each beginning in the cycle after the last result of the one before, without
   * another reset. After a failure the rest is not run.
   */
  public List<CosimResult> runBackToBack(List<? extends CosimCase> cases) {
    return runBackToBack(cases, Optional.empty());
  }

  /**
   * The same, and writes waveforms of all of it.
   *
   * @param waveforms VCD file; the library must have been built for it
   */
  public List<CosimResult> runBackToBack(
      List<? extends CosimCase> cases, Optional<Path> waveforms) {
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

  /**
   * What goes wrong first, if anything does.
   *
   * @param seed of the random bits from which registers without reset start
   */
  public Optional<CosimResult> firstDisagreement(List<? extends CosimCase> cases, long seed) {
    return firstDisagreement(cases, seed, _ -> {});
  }

  /**
   * The same.
   *
   * @param atEnd given the model after the last case, if all agree
   */
  public Optional<CosimResult> firstDisagreement(
      List<? extends CosimCase> cases, long seed, Consumer<VerilatedModel> atEnd) {
    try (VerilatedModel model = VerilatedModel.load(library, seed)) {
      for (int i = 0; i < cases.size(); i++) {
        CosimResult result = run(model, cases.get(i), i == cases.size() - 1);
        if (!result.agrees()) {
          return Optional.of(result);
        }
      }
      atEnd.accept(model);
    }
    return Optional.empty();
  }

  private CosimResult run(VerilatedModel model, CosimCase one, boolean isLast) {
    CosimCase.Streams streams = one.streams();
    long cycles = 0;
    Optional<String> failure = Optional.empty();
    try {
      cycles = run(model, one, streams);
      failure = leftOver(model, isLast);
    } catch (RtlFailureException | StuckStreamException | OperandsLeftException e) {
      failure = Optional.ofNullable(e.getMessage());
    }
    List<ValueMismatch> mismatches = new ArrayList<>();
    if (failure.isEmpty()) {
      streams.outputs().values().forEach(check -> mismatches.addAll(check.mismatches()));
    }
    return new CosimResult(
        unit,
        one.workload(),
        one.operands(),
        one.stalls().kind(),
        failure.isPresent() ? 0 : cycles,
        one.simulatedCycles(),
        mismatches.size(),
        mismatches.stream().min(Comparator.comparingLong(ValueMismatch::cycle)),
        failure);
  }

  /**
   * @throws OperandsLeftException if the unit gave all results without taking all operands
   */
  private static long run(VerilatedModel model, CosimCase one, CosimCase.Streams streams) {
    Map<String, StreamRun.Input> inputs = new LinkedHashMap<>();
    Map<String, Long> offered = new LinkedHashMap<>();
    for (Map.Entry<String, BeatSource> input : streams.inputs().entrySet()) {
      String name = input.getKey();
      inputs.put(name, new StreamRun.Input(input.getValue(), one.stalls().of(name)));
      offered.put(name, input.getValue().beats());
    }
    Map<String, StreamRun.Output> outputs = new LinkedHashMap<>();
    streams
        .outputs()
        .forEach((name, check) ->
            outputs.put(name, new StreamRun.Output(check, check.beats(), one.stalls().of(name))));
    // Room for a unit that is slower than it should be, so that the difference is reported.
    long cycleLimit = 4 * one.simulatedCycles() + 1000;
    var result = model.run(new StreamRun(inputs, outputs, cycleLimit));
    if (!result.inputBeatsMoved().equals(offered)) {
      throw new OperandsLeftException(
          "all results came, but of the beats offered, %s, only %s were taken"
              .formatted(offered, result.inputBeatsMoved()));
    }
    return result.cycles();
  }

  /** After the last case nothing may come out any more. */
  private static Optional<String> leftOver(VerilatedModel model, boolean isLast) {
    long cycles = isLast ? SETTLE_CYCLES : 0;
    long offered = model.idle(cycles);
    return offered == 0
        ? Optional.empty()
        : Optional.of(
            "after the last result the unit offered beats in %d of %d idle cycles"
                .formatted(offered, cycles));
  }
}
