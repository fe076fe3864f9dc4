package io.bitwright.app.startup;

import io.bitwright.app.Main;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs short commands as users do, so that the JVM records which classes they need in its AOT
 * cache. What they print is thrown away.
 */
public final class StartTraining {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("list", "--json"),
          List.of("list"),
          List.of("estimate", "--model", "llama-2-7b", "--accelerator", "tpu-v4"),
          List.of("estimate", "--matmul", "8x8x8", "--accelerator", "edge-int8-8x8", "--json"),
          List.of("validate"),
          List.of("--help"),
          List.of("list", "--help"),
          List.of("list", "--unknown"));

  private StartTraining() {}

  public static void main(String[] arguments) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(nowhere, nowhere, TextStyle.PLAIN, false);
    for (List<String> command : COMMANDS) {
      new Main(console).run(command.toArray(String[]::new));
    }
    Console.system();
  }
}
