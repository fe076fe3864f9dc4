package io.bitwright.testbench.formal;

import io.bitwright.codegen.unit.RtlProof.Goal;

/**
 * What a solver said of a claim.
 *
 * @param task the claim
 * @param verdict what was found
 * @param cycles the cycle of a failure, or the cycles that were searched without one; 0 where all
 *     cycles are covered
 * @param engine how it was found
 * @param seconds wall time
 */
public record ProofResult(
    ProofTask task, Verdict verdict, int cycles, Engine engine, double seconds) {

  /** What can be found of assertions. */
  public enum Verdict {
    /** They hold for all inputs, in all cycles. */
    PROVED,
    /** They hold in the cycles that were searched; beyond them nothing is known. */
    BOUNDED,
    /** One of them fails. */
    FAILS,
    /** The time was over. */
    UNDECIDED
  }

  /** How assertions are decided. */
  public enum Engine {
    /** Logic without registers, for all inputs: SAT sweeping (abc {@code &cec}). */
    SAT_SWEEPING("SAT sweeping"),
    /** All reachable states: property-directed reachability (abc {@code pdr}). */
    REACHABILITY("reachability"),
    /** All runs of so many cycles: bounded model checking (abc {@code bmc3}). */
    BOUNDED_SEARCH("bounded search");

    private final String label;

    Engine(String label) {
      this.label = label;
    }

    /** The name in reports. */
    public String label() {
      return label;
    }
  }

  /** Whether the claim is shown without any bound. */
  public boolean holds() {
    return verdict == (task.goal() == Goal.ALWAYS ? Verdict.PROVED : Verdict.FAILS);
  }

  /** The verdict in words: {@code proved}, {@code no failure in 40 cycles}, {@code in cycle 7}. */
  public String verdictText() {
    boolean always = task.goal() == Goal.ALWAYS;
    return switch (verdict) {
      case PROVED -> always ? "proved" : "CANNOT HAPPEN";
      case BOUNDED -> "no failure in %d cycles".formatted(cycles);
      case FAILS -> (always ? "FAILS in cycle %d" : "seen in cycle %d").formatted(cycles);
      case UNDECIDED -> "undecided";
    };
  }
}
