package io.bitwright.testbench.verilator;

import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.ToolRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The installed Verilator and C++ compiler.
 *
 * @param verilator the program
 * @param compiler the program
 * @param versions what both say of their versions
 * @param runtime folder of the Verilator runtime's sources
 */
record VerilatorToolchain(Path verilator, Path compiler, List<String> versions, Path runtime) {
  /** Time after which a tool is ended: far above any build of a unit that is worth simulating. */
  static final Duration LIMIT = Duration.ofMinutes(20);

  VerilatorToolchain {
    versions = List.copyOf(versions);
  }

  /**
   * The toolchain on the search path.
   *
   * @throws io.bitwright.spec.SpecException naming the package to install if a tool is missing
   */
  static VerilatorToolchain find() {
    Path verilator = ExternalTool.VERILATOR.get();
    Path compiler = ExternalTool.CXX_COMPILER.get();
    List<String> versions =
        List.of(
            answer(verilator, "--version"),
            answer(compiler, "-dumpfullversion"),
            // Long runs are compiled for this processor: another one must not take their libraries.
            answer(compiler, "-march=native", "-Q", "--help=target"));
    Path root = Path.of(answer(verilator, "--getenv", "VERILATOR_ROOT"));
    return new VerilatorToolchain(verilator, compiler, versions, root.resolve("include"));
  }

  private static String answer(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return ToolRun.of(command, Path.of("."), LIMIT)
        .orThrow("asking " + program + " for its version")
        .output()
        .strip();
  }

  /** Runs Verilator in a folder; a failure's message begins with what it was to do. */
  void verilate(Path folder, List<String> arguments, String what) {
    run(verilator, folder, arguments, what);
  }

  /** Runs the compiler in a folder; a failure's message begins with what it was to do. */
  void compile(Path folder, List<String> arguments, String what) {
    run(compiler, folder, arguments, what);
  }

  private static void run(Path program, Path folder, List<String> arguments, String what) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ToolRun.of(command, folder, LIMIT).orThrow(what);
  }
}
