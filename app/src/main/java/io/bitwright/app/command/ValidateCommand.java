package io.bitwright.app.command;

import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.convention.GroupedQueryTimes;
import io.bitwright.simulator.convention.LowBitTokenTimes;
import io.bitwright.simulator.convention.MeasuredTimes;
import io.bitwright.simulator.convention.PodUtilization;
import io.bitwright.simulator.convention.PublishedEnergy;
import io.bitwright.simulator.convention.PublishedMemory;
import io.bitwright.simulator.convention.ScaleSimRuns;
import io.bitwright.simulator.convention.TpuV1Figures;
import io.bitwright.simulator.convention.ValidationRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitwright validate}: every published or measured number that we claim to reproduce. */
@Command(
    name = "validate",
    description = {
      "Every published or measured number that we claim to reproduce beside ours, with the error.",
      "Exit status 1 if one does not hold without a known reason."
    },
    footer = {
      "  ./bitwright validate",
      "  ./bitwright validate --markdown docs/results/validation.md"
    })
public final class ValidateCommand extends ReportCommand {
  @Option(
      names = "--markdown",
      paramLabel = "FILE.md",
      description = "Also write the rows as a page, with a summary; of long tables the worst rows.")
  private @Nullable Path markdown;

  public ValidateCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    List<ValidationRow> rows = new ArrayList<>(PublishedEnergy.rows());
    rows.addAll(ScaleSimRuns.rows());
    rows.addAll(MeasuredTimes.rows());
    rows.addAll(TpuV1Figures.rows());
    rows.addAll(PublishedMemory.rows());
    rows.addAll(LowBitTokenTimes.rows());
    rows.addAll(GroupedQueryTimes.rows());
    rows.addAll(PodUtilization.rows());
    if (markdown != null) {
      AtomicOutput.file(markdown, ValidationMarkdown.of(rows));
    }
    return new ValidationReport(List.copyOf(rows));
  }
}
