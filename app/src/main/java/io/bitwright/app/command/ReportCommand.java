package io.bitwright.app.command;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all subcommands share: help, JSON, and the exit status that follows from the report. */
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

  /** For progress bars and notes; the report itself is printed by this class. */
  protected final Console console() {
    return console;
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
    Report report = report();
    print(report, json);
    return report.passed() ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
  }
}
