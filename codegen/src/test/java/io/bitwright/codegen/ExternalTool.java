package io.bitwright.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system that a test runs: missing, it fails the test in CI and skips it
 * elsewhere.
 */
enum ExternalTool {
  VERILATOR("verilator"),
  IVERILOG("iverilog"),
  VVP("vvp"),
  YOSYS("yosys");

  private static final long TIMEOUT_MINUTES = 10;

  private final String program;

  ExternalTool(String program) {
    this.program = program;
  }

  /** What a run gave: its exit status, and all it printed. */
  record Outcome(int status, String output) {
    Outcome hasStatus(int expected) {
      assertThat(status).as(output).isEqualTo(expected);
      return this;
    }
  }

  Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
    requirePresent();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, program, ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return fail(program + " did not end in " + TIMEOUT_MINUTES + " minutes");
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  private void requirePresent() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return;
      }
    }
    if ("true".equals(System.getenv("CI"))) {
      fail(program + " is not installed; CI needs it");
    }
    abort(program + " is not installed");
  }
}
