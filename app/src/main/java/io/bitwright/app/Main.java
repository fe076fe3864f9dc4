package io.bitwright.app;

import io.bitwright.app.command.ExitStatus;
import io.bitwright.app.report.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The entry point of {@code bitwright}. */
public final class Main {
  private final Console console;
  private final ErrorMessages errors;

  /** A Bitwright that reads no stream and writes to this console only. */
  public Main(Console console) {
    this.console = console;
    this.errors = new ErrorMessages(console);
  }

  public static void main(String[] arguments) {
    int status = new Main(Console.system()).run(arguments);
    // Status 0 needs no exit(), which would load the logging classes to report itself.
    if (status != ExitStatus.DONE) {
      System.exit(status);
    }
  }

  /** Runs one command line to its end and gives the exit status. */
  public int run(String... arguments) {
    int status;
    try {
      status = commandLine(arguments).execute(arguments);
    } catch (Throwable failure) {
      status = errors.internalError(failure, false);
    }
    if (console.out().checkError()) {
      return errors.fail(ExitStatus.INPUT_WRONG, "standard output could not be written in full");
    }
    return status;
  }

  private CommandLine commandLine(String... arguments) {
    CommandLine root = new CommandLine(new Bitwright());
    for (Subcommand subcommand : Subcommand.neededFor(arguments)) {
      root.addSubcommand(subcommand.label(), subcommand.create(console));
    }
    return root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.outStyle().colour() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(errors::wrongArguments)
        .setExecutionExceptionHandler(errors::failedCommand);
  }
}
