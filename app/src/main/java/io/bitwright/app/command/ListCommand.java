package io.bitwright.app.command;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import picocli.CommandLine.Command;

/** {@code bitwright list}: the names that the other commands take. */
@Command(
    name = "list",
    description =
        "Models, accelerators, pods, FPGA parts, units, number formats and energy tables that ship.",
    footer = "  ./bitwright list --json")
public final class ListCommand extends ReportCommand {
  public ListCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    return Inventory.shipped();
  }
}
