package io.bitwright.testbench.mutation;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.StandardSeries;
import io.bitwright.testbench.mutation.MutantResult.Verdict;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does the co-simulation of a unit notice faults? Each mutant of its netlist runs the standard
 * series until a run disagrees with golden model or simulator, or breaks the rules of a stream. The
 * same suite gives the same report on every machine.
 *
 * @param unit the unit; a small one, as its netlist is built bit by bit
 * @param mutants how many, 1 to {@link MutationPlan#MOST}
 * @param seed of mutants and runs
 */
public record MutationSuite(UnitModel unit, int mutants, long seed) {
  /** Runs that a mutant must survive: most are killed by the first three. */
  private static final int RUNS = 100;

  public MutationSuite {
    if (mutants < 1 || mutants > MutationPlan.MOST) {
      throw new IllegalArgumentException(mutants + " mutants");
    }
  }

  /**
   * Builds the mutants and runs them, on all cores.
   *
   * @param progress told of each result, in any order, one at a time
   * @throws IllegalStateException if the netlist without a fault does not pass
   */
  public MutationReport run(VerilatorBuild verilator, Consumer<MutantResult> progress) {
    return run(MutationPlan.of(unit, mutants, seed), verilator, progress);
  }

  /** The same with chosen faults of the unit. */
  public MutationReport run(
      MutationPlan plan, VerilatorBuild verilator, Consumer<MutantResult> progress) {
    MutantNetlist netlist = MutantNetlist.build(plan, verilator);
    StandardSeries series = StandardSeries.of(unit, RUNS, seed).shortestFirst();
    netlist
        .killer(0, series)
        .ifPresent(what -> {
          throw new IllegalStateException(
              unit.title() + ": the netlist without a fault fails: " + what);
        });
    List<MutantResult> results = new ArrayList<>();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<MutantResult>> running = new ArrayList<>();
      for (Mutation mutation : plan.mutations()) {
        running.add(executor.submit(() -> judge(plan, netlist, mutation, series)));
      }
      for (Future<MutantResult> future : running) {
        results.add(resultOf(future));
        progress.accept(results.getLast());
      }
    }
    return new MutationReport(unit, seed, series.runs(), results);
  }

  private static MutantResult judge(
      MutationPlan plan, MutantNetlist netlist, Mutation mutation, StandardSeries series) {
    Optional<String> killer = netlist.killer(mutation.number(), series);
    if (killer.isPresent()) {
      return new MutantResult(mutation, Verdict.KILLED, killer.get());
    }
    Optional<String> reason = ExplainedSurvivors.reason(plan, mutation);
    if (reason.isPresent()) {
      return new MutantResult(mutation, Verdict.EXPLAINED, reason.get());
    }
    return MutantEquivalence.proof(plan, mutation)
        .map(proof -> new MutantResult(mutation, Verdict.EQUIVALENT, proof))
        .orElseGet(() -> new MutantResult(mutation, Verdict.OPEN, ""));
  }

  private static <T> T resultOf(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("mutation failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("mutation was interrupted", e);
    }
  }
}
