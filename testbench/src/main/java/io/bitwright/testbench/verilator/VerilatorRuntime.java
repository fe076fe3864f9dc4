package io.bitwright.testbench.verilator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Verilator runtime and the headers of every model, compiled once for each set of options. */
final class VerilatorRuntime {
  /** Included first of all: the hook through which the RTL prints must be declared by then. */
  private static final String PREFIX_HEADER =
      """
      int harness_print(const char* format, ...);
      #include "verilated.h"
      #include <bit>
      #include <cstdarg>
      #include <cstring>
      #include <exception>
      #include <memory>
      #include <string>
      #include <vector>
      """;

  private static final String PREFIX_FILE = "prefix.h";

  private VerilatorRuntime() {}

  /**
   * Flags of everything that is compiled.
   *
   * <p>The runtime's ways to end the process (fatal, stop, finish) and to print are replaced by the
   * harness's; hidden symbols let many models live in one process.
   */
  static List<String> compilerFlags(VerilatorToolchain toolchain, BuildOptions options) {
    List<String> flags = new ArrayList<>(options.optimisation().flags());
    flags.addAll(
        List.of(
            "-std=gnu++20",
            "-fPIC",
            "-fvisibility=hidden",
            "-fvisibility-inlines-hidden",
            "-fno-gnu-unique",
            "-DVL_USER_FATAL",
            "-DVL_USER_STOP",
            "-DVL_USER_FINISH",
            "-DVL_PRINTF=harness_print",
            "-DVM_SC=0",
            "-DVM_COVERAGE=" + (options.coverage() ? 1 : 0),
            "-DVM_TRACE=" + (options.waveforms() ? 1 : 0),
            "-DVM_TRACE_FST=0",
            "-I" + toolchain.runtime(),
            "-I" + toolchain.runtime().resolve("vltstd")));
    return flags;
  }

  private static List<String> sources(BuildOptions options) {
    List<String> sources = new ArrayList<>(List.of("verilated", "verilated_threads"));
    if (options.waveforms()) {
      sources.add("verilated_vcd_c");
    }
    if (options.coverage()) {
      sources.add("verilated_cov");
    }
    return sources;
  }

  /** The folder with the compiled runtime. */
  static Path folder(BuildCache cache, VerilatorToolchain toolchain, BuildOptions options) {
    List<String> flags = compilerFlags(toolchain, options);
    String digest =
        new BuildDigest().add(toolchain.versions()).add(flags).add(PREFIX_HEADER).name();
    return cache.folderOf(
        "runtime", digest, folder -> compile(folder, toolchain, flags, sources(options)));
  }

  private static void compile(
      Path folder, VerilatorToolchain toolchain, List<String> flags, List<String> sources)
      throws IOException {
    Files.writeString(folder.resolve(PREFIX_FILE), PREFIX_HEADER);
    List<String> header = new ArrayList<>(flags);
    header.addAll(List.of("-x", "c++-header", PREFIX_FILE, "-o", PREFIX_FILE + ".gch"));
    toolchain.compile(folder, header, "compiling the Verilator runtime's headers");
    for (String source : sources) {
      List<String> arguments = new ArrayList<>(flags);
      arguments.addAll(List.of("-include", PREFIX_FILE, "-c"));
      arguments.add(toolchain.runtime().resolve(source + ".cpp").toString());
      arguments.addAll(List.of("-o", source + ".o"));
      toolchain.compile(folder, arguments, "compiling the Verilator runtime");
    }
  }

  /** The header to include first; the compiler takes its compiled form beside it. */
  static Path prefix(Path folder) {
    return folder.resolve(PREFIX_FILE);
  }

  /** The object files to link, in a fixed order. */
  static List<String> objects(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".o")).sorted().toList();
    }
  }
}
