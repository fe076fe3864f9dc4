package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.model.ArithmeticOperatorModel;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The modules whose gate-level energy is set beside published tables, on several libraries.
 *
 * @param limit time after which one mapping is ended
 * @param seed of random operands
 * @param whenDone called after each mapping
 */
public record GateLevelSuite(Duration limit, long seed, Runnable whenDone) {
  private static final int BYTE_BITS = 8;
  private static final int WORD_BITS = 32;

  /** A module on a library with operands of one kind. */
  public record Figure(GateSubject subject, OperandSource operands, GateLevelEnergy energy) {}

  /** Bare operations, elements, and whole units at small sizes. */
  public static List<GateSubject> subjects() {
    return List.of(
        GateSubject.of(ArithmeticOperatorModel.adder(BYTE_BITS)),
        GateSubject.of(ArithmeticOperatorModel.adder(WORD_BITS)),
        GateSubject.of(ArithmeticOperatorModel.multiplier(BYTE_BITS)),
        element("int8"),
        element("ternary"),
        element("binary"),
        array("int8"),
        array("ternary"),
        unit(
            Unit.ADDER_TREE_ARRAY,
            Map.of("rows", "8", "columns", "4", "accumulator-rows", "4", "longest-sum", "64")),
        unit(
            Unit.XNOR_POPCOUNT_ARRAY,
            Map.of("rows", "16", "columns", "4", "accumulator-rows", "4", "longest-sum", "64")));
  }

  private static GateSubject element(String weights) {
    Map<String, String> settings = Map.of("rows", "128", "columns", "1", "weights", weights);
    return GateSubject.of(
        SynthesisSubject.of(
            new RtlGenerator().generate(Unit.WEIGHT_STATIONARY_ARRAY.configure(settings)),
            "processing_element"));
  }

  private static GateSubject array(String weights) {
    return unit(
        Unit.WEIGHT_STATIONARY_ARRAY,
        Map.of(
            "rows", "4",
            "columns", "4",
            "weights", weights,
            "accumulator-rows", "4",
            "longest-sum", "64"));
  }

  private static GateSubject unit(Unit unit, Map<String, String> settings) {
    return GateSubject.of(
        SynthesisSubject.of(new RtlGenerator().generate(unit.configure(settings))));
  }

  /** One module on one library with operands of some kinds; a kind it cannot have is left out. */
  public List<Figure> figures(GateSubject subject, CellLibrary library, List<OperandSource> kinds) {
    GateNetlist netlist = new GateMapping(library, limit).map(subject.files(), subject.module());
    List<Figure> figures = new ArrayList<>();
    for (OperandSource kind : kinds) {
      if (subject.takes(kind)) {
        PortTrace trace = subject.work().trace(kind, seed);
        GateLevelEnergy energy = new GateLevelRun(library).energy(netlist, subject.roles(), trace);
        figures.add(new Figure(subject, kind, energy));
      }
    }
    whenDone.run();
    return figures;
  }

  /** All modules on all libraries, on all cores; the order is that of the arguments. */
  public List<Figure> figures(List<GateSubject> subjects, List<CellLibrary> libraries) {
    List<Callable<List<Figure>>> runs = new ArrayList<>();
    for (CellLibrary library : libraries) {
      for (GateSubject subject : subjects) {
        runs.add(() -> figures(subject, library, List.of(OperandSource.values())));
      }
    }
    List<Figure> figures = new ArrayList<>();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Figure>>> running = runs.stream().map(executor::submit).toList();
      try {
        for (Future<List<Figure>> run : running) {
          figures.addAll(run.get());
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SpecException cause) {
          throw cause;
        }
        throw new IllegalStateException("a gate-level run failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("gate-level runs were interrupted", e);
      } finally {
        running.forEach(run -> run.cancel(true));
      }
    }
    return figures;
  }
}
