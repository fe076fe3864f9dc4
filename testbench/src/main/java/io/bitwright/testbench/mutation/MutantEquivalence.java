package io.bitwright.testbench.mutation;

import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.tool.ToolFailedException;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.tool.YosysScript;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows that a mutant is no fault, in one of two ways.
 *
 * <ul>
 *   <li>By SAT: from every state, for all inputs, the netlist with and without it has the same
 *       outputs and goes to the same state. Registers become inputs and outputs, so nothing is
 *       assumed of which states are reached.
 *   <li>By ABC's property-directed reachability, where states may differ that are never reached or
 *       never seen: both netlists start with zeros in all registers; whatever the inputs do, the
 *       reset among them, their outputs never differ.
 * </ul>
 */
final class MutantEquivalence {
  private static final int SOLVER_SECONDS = 30;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PROOF_FILE = "proof.txt";
  private static final String NETLIST_FILE = "miter.aig";

  private MutantEquivalence() {}

  /** How the mutant was shown to be no fault; empty if it was not. */
  static Optional<String> proof(MutationPlan plan, Mutation mutation) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      if (hasTheSameSteps(plan, mutation, folder)) {
        return Optional.of("same outputs and next state from every state (SAT)");
      }
      if (hasTheSameRuns(plan, mutation, folder)) {
        return Optional.of("outputs never differ, from zeros in all registers (reachability)");
      }
      return Optional.empty();
    } catch (ToolFailedException e) {
      return Optional.empty();
    }
  }

  private static boolean hasTheSameSteps(
      MutationPlan plan, Mutation mutation, TemporaryFolder folder) {
    ToolRun run =
        mutantBesideOriginal(plan, mutation)
            .then("dffunmap", "simplemap t:$dff", "splitnets -format __ original mutant")
            .then("expose -dff -evert-dff -shared original mutant")
            .then("miter -equiv -flatten -make_outputs original mutant miter")
            // Logic that the two have in common is merged first: little is left to solve.
            .then("hierarchy -top miter", "opt -share_all")
            .then(
                "tee -q -o %s sat -timeout %d -prove trigger 0 miter"
                    .formatted(PROOF_FILE, SOLVER_SECONDS))
            .run(folder.path(), LIMIT);
    // A fault can change the netlist so that its registers find no partners: not proved.
    return run.exitStatus() == 0 && folder.read(PROOF_FILE).contains("no model found: SUCCESS");
  }

  private static boolean hasTheSameRuns(
      MutationPlan plan, Mutation mutation, TemporaryFolder folder) {
    ToolRun run =
        mutantBesideOriginal(plan, mutation)
            .then("miter -equiv -flatten original mutant miter")
            .then("hierarchy -top miter", "setundef -init -zero", "dffunmap", "opt -share_all")
            .then("techmap", "opt -full", "dffunmap", "opt_clean", "aigmap", "opt_clean")
            .then("write_aiger -zinit -no-startoffset " + NETLIST_FILE)
            .run(folder.path(), LIMIT);
    String question = "read_aiger %s; scorr; pdr -T %d".formatted(NETLIST_FILE, SOLVER_SECONDS);
    return run.exitStatus() == 0
        && ToolRun.askAbc(question, folder.path(), LIMIT).contains("Property proved");
  }

  private static YosysScript mutantBesideOriginal(MutationPlan plan, Mutation mutation) {
    return new YosysScript()
        .file(MutationPlan.ORIGINAL_FILE, plan.original())
        .then("read_rtlil " + MutationPlan.ORIGINAL_FILE)
        // Only registers with a name of their own, the same in both, become ports.
        .then("rename %s original".formatted(plan.topModule()))
        .then("rename -enumerate -pattern private_%_ original/w:$*", "copy original mutant")
        .then(mutation.command("mutant"));
  }
}
