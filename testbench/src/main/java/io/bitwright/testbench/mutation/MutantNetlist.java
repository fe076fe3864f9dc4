package io.bitwright.testbench.mutation;

import io.bitwright.codegen.unit.ConstantPort;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.StandardSeries;
import io.bitwright.testbench.cosim.UnitUnderTest;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.tool.YosysScript;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.RtlFailureException;
import io.bitwright.testbench.verilator.RtlSource;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.List;
import java.util.Optional;

/**
 * All faults of a plan in one netlist, built once: an input chooses which one is there.
 *
 * @param unit the unit
 * @param library its netlist with the faults
 */
record MutantNetlist(UnitModel unit, VerilatedLibrary library) {
  private static final String SELECT = "mutsel";
  private static final int SELECT_BITS = 16;
  private static final String VERILOG_FILE = "mutants.v";

  /** Puts the faults into the netlist and builds it. */
  static MutantNetlist build(MutationPlan plan, VerilatorBuild verilator) {
    VerilatedLibrary library =
        verilator.build(
            plan.unit().interfaceOf().with(new ConstantPort(SELECT, SELECT_BITS)),
            List.of(new RtlSource(VERILOG_FILE, verilog(plan))),
            BuildOptions.forTests());
    return new MutantNetlist(plan.unit(), library);
  }

  private static String verilog(MutationPlan plan) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      YosysScript script =
          new YosysScript()
              .file(MutationPlan.ORIGINAL_FILE, plan.original())
              .then("read_rtlil " + MutationPlan.ORIGINAL_FILE)
              // There with no fault, too.
              .then("add -input %s %d".formatted(SELECT, SELECT_BITS));
      for (Mutation mutation : plan.mutations()) {
        script.then(mutation.command(plan.topModule(), SELECT, SELECT_BITS));
      }
      script
          // Bit by bit, no signal depends on itself, which would cost the simulation rounds.
          .then("opt_clean", "splitnets", "opt_clean", "write_verilog -noattr " + VERILOG_FILE)
          .run(folder.path(), MutationPlan.LIMIT)
          .orThrow("mutating " + plan.topModule());
      return folder.read(VERILOG_FILE);
    }
  }

  /**
   * What the first run says that notices a fault; empty if no run of the series does.
   *
   * @param number of the fault; 0 is the netlist without one
   */
  Optional<String> killer(int number, StandardSeries series) {
    try {
      return series
          .firstDisagreement(new UnitUnderTest(unit, library.with(SELECT, number)))
          .map(CosimResult::disagreement);
    } catch (RtlFailureException e) {
      // The RTL stopped itself before the first run.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
