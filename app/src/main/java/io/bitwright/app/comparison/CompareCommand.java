package io.bitwright.app.comparison;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bitwright compare}: what differs between two documents of a command. */
@Command(
    name = "compare",
    description = {
      "What differs between two documents that the same command printed with --json, the largest",
      "changes first: operators and rows are paired by their names."
    },
    footer = {
      "  ./bitwright estimate --model llama-2-7b --accelerator tpu-v4 --json > a.json",
      "  ./bitwright estimate --model llama-2-7b --accelerator nvidia-h200 --json > b.json",
      "  ./bitwright compare a.json b.json --html change.html"
    })
public final class CompareCommand extends ReportCommand {
  @Parameters(index = "0", paramLabel = "A.json", description = "The first document.")
  private @Nullable Path first;

  @Parameters(index = "1", paramLabel = "B.json", description = "The document to set beside it.")
  private @Nullable Path second;

  public CompareCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    return new ComparisonReport(
        DocumentComparison.of(
            FigureDocument.read(Objects.requireNonNull(first)),
            FigureDocument.read(Objects.requireNonNull(second))));
  }
}
