package io.bitwright.app.command;

import io.bitwright.app.baseline.Baseline;
import io.bitwright.app.baseline.BaselineOptions;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What all subcommands share: help, JSON, a baseline, and the exit status that follows from the
 * report.
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

  /** Exit status 0 if every check held, else 1. */
  @Override
  public final Integer call() {
    // Read first: a wrong file is told before the work begins.
    Optional<Baseline> earlier = baseline.baseline();
    Report found = report();
    Report report = earlier.map(figures -> figures.holdAgainst(found)).orElse(found);
    console.print(report, json);
    return report.passed() ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
  }
}
