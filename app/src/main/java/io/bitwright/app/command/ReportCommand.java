package io.bitwright.app.command;

import io.bitwright.app.baseline.Baseline;
import io.bitwright.app.baseline.BaselineOptions;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.WrittenReport;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What all subcommands share: help, JSON, a page of figures, a baseline, and the exit status that
 * follows from the report.
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
  private static final List<String> OF_EVERY_COMMAND =
      List.of("--json", "--stacktrace", "--baseline", "--worse-by");

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

  @Mixin private final BaselineOptions baseline = new BaselineOptions();

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

  /** Whether an option, by its long name, is one of those that all subcommands share. */
  public static boolean isOfEveryCommand(String option) {
    return OF_EVERY_COMMAND.contains(option);
  }

  public final boolean wantsStackTrace() {
    return stackTrace;
  }

  /** Prints the report; a command that goes on after that overrides it. */
  protected void print(Report report, boolean asJson) {
    console.print(report, asJson);
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
    // Read first: a wrong file is told before the work begins.
    Optional<Baseline> earlier = baseline.baseline();
    Report found = report();
    Report shown = html == null ? found : drawn(found, html);
    Report report = earlier.map(figures -> figures.holdAgainst(shown)).orElse(shown);
    print(report, json);
    return report.passed() ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
  }

  private static Report drawn(Report report, Path file) {
    AtomicOutput.file(file, report.html().orElseThrow(ReportCommand::withoutFigures));
    return new WrittenReport(report, file);
  }

  private static SpecException withoutFigures() {
    return new SpecException(
        "--html: there are no figures to draw; a page is written by estimate, explore, cosim,"
            + " synth, run, quality, validate and compare");
  }
}
