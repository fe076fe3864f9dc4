package io.bitwright.testbench.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An external program that has ended.
 *
 * @param command the program and its arguments
 * @param exitStatus 0 where it succeeded
 * @param output what it wrote to standard output and standard error
 */
public record ToolRun(List<String> command, int exitStatus, String output) {
  public ToolRun {
    command = List.copyOf(command);
  }

  /**
   * Runs a program to its end.
   *
   * @param command the program and its arguments
   * @param folder its working folder
   * @param limit time after which it and its children are ended
   * @throws ToolFailedException if the time limit passes
   */
  public static ToolRun of(List<String> command, Path folder, Duration limit) {
    try {
      // A file, not a pipe: a program whose pipe nobody reads would never end.
      Path log = Files.createTempFile("bitwright", ".log");
      try {
        int status = await(command, folder, log, limit);
        return new ToolRun(
            command, status, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What ABC says to commands.
   *
   * @param folder where the files are that they name
   * @throws ToolFailedException if ABC fails or the time limit passes
   */
  public static String askAbc(String commands, Path folder, Duration limit) {
    List<String> command = List.of(ExternalTool.YOSYS_ABC.get().toString(), "-c", commands);
    return of(command, folder, limit).orThrow("asking abc").output();
  }

  private static int await(List<String> command, Path folder, Path log, Duration limit)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new ToolFailedException(
          "%s did not end within %d s".formatted(command.getFirst(), limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailedException(command.getFirst() + " was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /**
   * This run, if it succeeded.
   *
   * @param what what the program was to do, for the message: {@code verilating fifo}
   * @throws ToolFailedException with the first lines that the program wrote
   */
  public ToolRun orThrow(String what) {
    if (exitStatus != 0) {
      throw new ToolFailedException(
          "%s failed: %s gave exit status %d%n%s"
              .formatted(what, command.getFirst(), exitStatus, firstLines()));
    }
    return this;
  }

  private String firstLines() {
    final int shown = 20;
    return output.lines().limit(shown).collect(Collectors.joining(System.lineSeparator()));
  }
}
