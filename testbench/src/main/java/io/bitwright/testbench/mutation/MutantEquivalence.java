package io.bitwright.testbench.mutation;

import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.tool.ToolFailedException;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.tool.YosysScript;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows by SAT that a mutant is no fault: from every state, for all inputs, the netlist with and
 * without it has the same outputs and goes to the same state. Registers become inputs and outputs,
 * so nothing is assumed of which states are reached.
 */
final class MutantEquivalence {
  private static final int SOLVER_SECONDS = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PROOF_FILE = "proof.txt";

  private MutantEquivalence() {}

  /** How the mutant was shown to be no fault; empty if it was not. */
  static Optional<String> proof(MutationPlan plan, Mutation mutation) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      ToolRun run =
          new YosysScript()
              .file(MutationPlan.ORIGINAL_FILE, plan.original())
              .then("read_rtlil " + MutationPlan.ORIGINAL_FILE)
              // Only registers with a name of their own, the same in both, become ports.
              .then("rename %s original".formatted(plan.topModule()))
              .then("rename -enumerate -pattern private_%_ original/w:$*", "copy original mutant")
              .then(mutation.command("mutant"))
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
      boolean proved =
          run.exitStatus() == 0 && folder.read(PROOF_FILE).contains("no model found: SUCCESS");
      return proved
          ? Optional.of("same outputs and next state from every state (SAT)")
          : Optional.empty();
    } catch (ToolFailedException e) {
      return Optional.empty();
    }
  }
}
