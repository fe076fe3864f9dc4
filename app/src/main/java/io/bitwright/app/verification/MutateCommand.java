package io.bitwright.app.verification;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.hardware.DesignChoice;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.mutation.MutationPlan;
import io.bitwright.testbench.mutation.MutationReport;
import io.bitwright.testbench.mutation.MutationSuite;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright mutate}: does the co-simulation notice faults? */
@Command(
    name = "mutate",
    description = {
      "Put single faults into the netlist of a unit (stuck, inverted, conditionally inverted bits)",
      "and run its co-simulation on each until a run notices. Survivors are shown to be no fault by",
      "SAT, explained by hand, or open. Without a unit: every unit, at a small size.",
      "Exit status 1 if less than 98 %% of the faults of a unit are noticed."
    },
    footer = {
      "  ./bitwright mutate --unit weight_stationary_array --list-survivors",
      "  ./bitwright mutate --unit weight_stationary_array --set rows=2 --set columns=3 --mutants 300"
    })
public final class MutateCommand extends ReportCommand {
  private static final int STANDARD_MUTANTS = 1000;

  @Mixin private final DesignChoice choice = new DesignChoice();

  @Option(
      names = "--mutants",
      paramLabel = "N",
      description = "Faults of a unit; default " + STANDARD_MUTANTS + ".")
  private int mutants = STANDARD_MUTANTS;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the choice of faults and of the runs; default 1.")
  private int seed = 1;

  @Option(names = "--list-survivors", description = "Name each fault that no run noticed.")
  private boolean listSurvivors;

  public MutateCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    if (mutants < 1 || mutants > MutationPlan.MOST) {
      throw new SpecException("--mutants: " + mutants + " is not from 1 to " + MutationPlan.MOST);
    }
    if (seed < 1) {
      throw new SpecException("--seed: " + seed + " is not 1 or more");
    }
    List<UnitModel> units = choice.unitsToVerify();
    VerilatorBuild verilator = new VerilatorBuild(BuildCache.ofUser());
    List<MutationReport> reports = new ArrayList<>();
    try (ProgressBar bar =
        new ProgressBar(console(), "running mutants", (long) mutants * units.size())) {
      for (UnitModel unit : units) {
        reports.add(new MutationSuite(unit, mutants, seed).run(verilator, _ -> bar.step()));
      }
    }
    return new MutateReport(reports, listSurvivors);
  }
}
