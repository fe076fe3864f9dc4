package io.bitwright.testbench.mutation;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.mutation.MutantResult.Verdict;
import java.util.List;

/**
 * The mutants of a unit.
 *
 * @param unit the unit
 * @param seed of the choice of mutants and of the runs
 * @param runs co-simulation runs that a mutant had to survive
 * @param results one a mutant, in the order of their numbers
 */
public record MutationReport(UnitModel unit, long seed, int runs, List<MutantResult> results) {
  /** The share of the relevant mutants that must be killed. */
  public static final double LOWEST_SCORE = 0.98;

  public MutationReport {
    results = List.copyOf(results);
  }

  /** Mutants with that verdict. */
  public int count(Verdict verdict) {
    return (int) results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** Mutants that are faults: all but those proved or explained to be none. */
  public int relevant() {
    return results.size() - count(Verdict.EQUIVALENT) - count(Verdict.EXPLAINED);
  }

  /** Killed mutants by relevant ones, 0 to 1. */
  public double score() {
    return relevant() == 0 ? 0 : (double) count(Verdict.KILLED) / relevant();
  }

  /** Those that no run showed. */
  public List<MutantResult> survivors() {
    return results.stream().filter(result -> result.verdict() != Verdict.KILLED).toList();
  }

  /** Whether enough mutants are killed. */
  public boolean holds() {
    return score() >= LOWEST_SCORE;
  }
}
