package io.bitwright.app.command;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.convention.PublishedEnergy;
import picocli.CommandLine.Command;

/** {@code bitwright validate}: every published number that we claim to reproduce, beside ours. */
@Command(
    name = "validate",
    description = {
      "Every published number that we claim to reproduce beside ours, with the error.",
      "Exit status 1 if one does not hold without a known reason."
    },
    footer = "  ./bitwright validate")
public final class ValidateCommand extends ReportCommand {
  public ValidateCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    return new ValidationReport(PublishedEnergy.rows());
  }
}
