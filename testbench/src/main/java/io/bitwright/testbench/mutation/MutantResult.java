package io.bitwright.testbench.mutation;

/**
 * What became of a mutant.
 *
 * @param mutation the fault
 * @param verdict what became of it
 * @param reason how it was found out, how it was shown to be no fault, or why it is accepted; empty
 *     if nothing is known
 */
public record MutantResult(Mutation mutation, Verdict verdict, String reason) {

  /** What becomes of mutants. */
  public enum Verdict {
    /** A run showed the fault. */
    KILLED,
    /** The unit gives the same beats with and without it, whatever comes in: proved. */
    EQUIVALENT,
    /** The unit gives the same beats with and without it, for a reason given by hand. */
    EXPLAINED,
    /** No run showed it, and nothing shows that none could. */
    OPEN
  }
}
