package io.bitwright.spark;

import io.bitwright.app.Main;
import io.bitwright.app.command.ExitStatus;
import io.bitwright.app.report.Console;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code bitwright explore --engine spark} as the main class of {@code spark-submit}, which says
 * where Spark runs. The arguments are those of {@code explore}.
 */
public final class SparkExplore {
  private SparkExplore() {}

  /** Runs one exploration; a status other than 0 ends the process. */
  public static void main(String[] arguments) {
    int status = new Main(Console.system()).run(commandLine(arguments));
    if (status != ExitStatus.DONE) {
      System.exit(status);
    }
  }

  /** The arguments as {@code bitwright} takes them. */
  static String[] commandLine(String... arguments) {
    List<String> all = new ArrayList<>(List.of("explore"));
    all.addAll(Arrays.asList(arguments));
    if (all.stream().noneMatch(word -> word.equals("--engine") || word.startsWith("--engine="))) {
      all.addAll(List.of("--engine", SparkEngine.LABEL));
    }
    return all.toArray(String[]::new);
  }
}
