package io.bitwright.app.verification;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.hardware.DesignChoice;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.coverage.CoverageReport;
import io.bitwright.testbench.coverage.CoverageSuite;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright coverage}: what of the RTL the co-simulation runs and toggles. */
@Command(
    name = "coverage",
    description = {
      "Run the standard co-simulation of a unit and count which lines and branches of its RTL are",
      "run and which bits toggle. Without a unit: every unit, at a small size.",
      "Exit status 1 if a line is not run or less than 98 %% of the bits toggle."
    },
    footer = "  ./bitwright coverage --unit weight_stationary_array")
public final class CoverageCommand extends ReportCommand {
  @Mixin private final DesignChoice choice = new DesignChoice();

  @Option(names = "--seed", paramLabel = "S", description = "Seed of the runs; default 1.")
  private long seed = 1;

  public CoverageCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    List<UnitModel> units = choice.unitsToVerify();
    VerilatorBuild verilator = new VerilatorBuild(BuildCache.ofUser());
    List<CoverageReport> reports = new ArrayList<>();
    try (ProgressBar bar = new ProgressBar(console(), "counting coverage", units.size())) {
      for (UnitModel unit : units) {
        reports.add(new CoverageSuite(unit, seed).run(verilator));
        bar.step();
      }
    }
    return new CoverageCommandReport(reports);
  }
}
