package io.bitwright.app.command;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.convention.MeasuredTimes;
import io.bitwright.simulator.convention.PublishedEnergy;
import io.bitwright.simulator.convention.ScaleSimRuns;
import io.bitwright.simulator.convention.TpuV1Figures;
import io.bitwright.simulator.convention.ValidationRow;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code bitwright validate}: every published or measured number that we claim to reproduce. */
@Command(
    name = "validate",
    description = {
      "Every published or measured number that we claim to reproduce beside ours, with the error.",
      "Exit status 1 if one does not hold without a known reason."
    },
    footer = "  ./bitwright validate")
public final class ValidateCommand extends ReportCommand {
  public ValidateCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    List<ValidationRow> rows = new ArrayList<>(PublishedEnergy.rows());
    rows.addAll(ScaleSimRuns.rows());
    rows.addAll(MeasuredTimes.rows());
    rows.addAll(TpuV1Figures.rows());
    return new ValidationReport(List.copyOf(rows));
  }
}
