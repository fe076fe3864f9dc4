package io.bitwright.app;

import io.bitwright.app.command.ExitStatus;
import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Console;
import io.bitwright.energy.EnergyTableException;
import io.bitwright.spec.SpecException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message on stderr and an exit status. */
final class ErrorMessages {
  private static final String PREFIX = "bitwright: ";

  private final Console console;

  ErrorMessages(Console console) {
    this.console = console;
  }

  /** The command line is wrong: the message, the nearest known word, where to look. */
  int wrongArguments(ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    String message = wrong.getMessage();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      message = unknownWord(unmatched);
    }
    String help = "./" + command.getCommandSpec().qualifiedName() + " --help";
    return fail(ExitStatus.INPUT_WRONG, message + " (" + help + " shows what is allowed)");
  }

  /** The command itself failed. */
  int failedCommand(Exception failure, CommandLine command, ParseResult parsed) {
    boolean stackTrace =
        command.getCommandSpec().userObject() instanceof ReportCommand report
            && report.wantsStackTrace();
    if (isWrongInput(failure) && !stackTrace) {
      return fail(ExitStatus.INPUT_WRONG, String.valueOf(failure.getMessage()));
    }
    return internalError(failure, stackTrace);
  }

  /** The energy model knows nothing of specs, and has an exception of its own for a wrong table. */
  private static boolean isWrongInput(Exception failure) {
    return failure instanceof SpecException || failure instanceof EnergyTableException;
  }

  /** Anything else: a defect, or a machine that is too small. */
  int internalError(Throwable failure, boolean stackTrace) {
    if (stackTrace) {
      failure.printStackTrace(console.err());
    }
    if (failure instanceof OutOfMemoryError) {
      return fail(
          ExitStatus.INTERNAL_ERROR,
          "out of memory (" + failure.getMessage() + "); BITWRIGHT_JAVA_OPTIONS=-Xmx8g gives more");
    }
    return fail(
        ExitStatus.INTERNAL_ERROR,
        "internal error: " + firstLine(failure) + " (--stacktrace shows where; please report it)");
  }

  private static String firstLine(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("");
  }

  int fail(int status, String message) {
    console.err().println(PREFIX + message);
    console.err().flush();
    return status;
  }

  private static String unknownWord(UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().getFirst();
    String kind = word.startsWith("-") ? "option" : kindOfWord(unmatched.getCommandLine());
    StringBuilder message = new StringBuilder("unknown " + kind + " '" + word + "'");
    List<String> nearest = unmatched.getSuggestions();
    if (!nearest.isEmpty()) {
      message.append("; did you mean '").append(nearest.getFirst()).append("'?");
    }
    return message.toString();
  }

  private static String kindOfWord(CommandLine command) {
    return command.getSubcommands().isEmpty() ? "argument" : "command";
  }
}
