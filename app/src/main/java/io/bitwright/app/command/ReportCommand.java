package io.bitwright.app.command;

import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.WrittenReport;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What all subcommands share: help, JSON, a page of figures, and the exit status that follows from
 * the report.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n")
public abstract class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON document on stdout, nothing else there.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description = "Also write the figures, if there are any, as a page that stands alone.")
  private @Nullable Path html;

  @Option(names = "--stacktrace", description = "Print the stack trace of an internal error.")
  private boolean stackTrace;

  protected ReportCommand(Console console) {
    this.console = console;
  }

  /**
   * Does the work.
   *
   * @throws io.bitwright.spec.SpecException if the input is wrong
   */
  protected abstract Report report();

  /**
   * Whether what was asked for has figures that {@code --html} can draw; asked before any work is
   * done. Then {@link Report#html} of the report is not empty.
   */
  protected boolean hasFigures() {
    return false;
  }

  /** Where the page of figures goes, if one was asked for; it is written by this class. */
  protected final Optional<Path> page() {
    return Optional.ofNullable(html);
  }

  /** For progress bars and notes; the report itself is printed by this class. */
  protected final Console console() {
    return console;
  }

  public final boolean wantsStackTrace() {
    return stackTrace;
  }

  /** Exit status 0 if every check held, else 1. */
  @Override
  public final Integer call() {
    if (html != null) {
      if (!hasFigures()) {
        throw withoutFigures();
      }
      AtomicOutput.prepare(html);
    }
    Report report = report();
    console.print(html == null ? report : drawn(report, html), json);
    return report.passed() ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
  }

  private static Report drawn(Report report, Path file) {
    AtomicOutput.file(file, report.html().orElseThrow(ReportCommand::withoutFigures));
    return new WrittenReport(report, file);
  }

  private static SpecException withoutFigures() {
    return new SpecException(
        "--html: there are no figures to draw; a page is written by estimate, cosim, synth, run,"
            + " quality, validate and compare");
  }
}
