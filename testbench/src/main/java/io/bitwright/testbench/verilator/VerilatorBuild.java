package io.bitwright.testbench.verilator;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.UnitInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds RTL and its stream harness into shared libraries that {@link VerilatedModel} drives.
 *
 * <p>A library is built once for everything that goes into it: sources, harness, options, versions
 * of the tools. Builds may run in parallel, in threads and in processes.
 */
public final class VerilatorBuild {
  private static final String LIBRARY_FILE = "unit.so";
  private static final String PROGRAM_FILE = "unit";
  private static final String DRIVER_FILE = "driver.cpp";
  private static final String UNIT_FILE = "unit.cpp";
  private static final String PREFIX = "VerilatedUnit";
  private static final String VERILATED_FOLDER = "verilated";

  private final BuildCache cache;
  private final VerilatorToolchain toolchain;
  private final TemplateEngine templates = new TemplateEngine();

  /**
   * @throws io.bitwright.spec.SpecException naming the package to install if Verilator or the C++
   *     compiler is missing
   */
  public VerilatorBuild(BuildCache cache) {
    this.cache = cache;
    this.toolchain = VerilatorToolchain.find();
  }

  /** The library of a generated design. */
  public VerilatedLibrary build(GeneratedDesign design, BuildOptions options) {
    return build(
        design.unitInterface(),
        design.rtlFiles().stream().map(RtlSource::of).toList(),
        optionsOf(design, options));
  }

  private static BuildOptions optionsOf(GeneratedDesign design, BuildOptions options) {
    return design.spec().keepsLoops() ? options.keepingLoops() : options;
  }

  /**
   * The library of a unit.
   *
   * @param unit its ports; the sources hold its top module
   * @param sources all files of its RTL
   * @throws io.bitwright.testbench.tool.ToolFailedException with the tool's first lines if
   *     Verilator or the compiler refuses the sources
   */
  public VerilatedLibrary build(UnitInterface unit, List<RtlSource> sources, BuildOptions options) {
    StreamHarnessModel harness = StreamHarnessModel.of(unit);
    Path folder = build(harness, sources, options, Optional.empty());
    return new VerilatedLibrary(folder.resolve(LIBRARY_FILE), harness, options, Map.of());
  }

  /**
   * A program of the same RTL, harness and compiler flags, for comparison with a library.
   *
   * @param mainText C++ with the function {@code main}; it follows the harness in one translation
   *     unit
   */
  public Path buildProgram(GeneratedDesign design, BuildOptions options, String mainText) {
    return build(
            StreamHarnessModel.of(design.unitInterface()),
            design.rtlFiles().stream().map(RtlSource::of).toList(),
            optionsOf(design, options),
            Optional.of(mainText))
        .resolve(PROGRAM_FILE);
  }

  private Path build(
      StreamHarnessModel harness,
      List<RtlSource> sources,
      BuildOptions options,
      Optional<String> mainText) {
    String driver = templates.render(harness.template(), harness) + mainText.orElse("");
    List<String> verilatorFlags = verilatorFlags(harness.topModule(), options);
    List<String> linkerFlags = linkerFlags(mainText.isPresent());
    String digest =
        new BuildDigest()
            .add(toolchain.versions())
            .add(verilatorFlags)
            .add(VerilatorRuntime.compilerFlags(toolchain, options))
            .add(linkerFlags)
            .add(driver)
            .add(sources.stream().map(RtlSource::fileName).toList())
            .add(sources.stream().map(RtlSource::text).toList())
            .name();
    return cache.folderOf(
        "unit",
        digest,
        folder -> {
          Files.writeString(folder.resolve(DRIVER_FILE), driver);
          verilate(folder, sources, verilatorFlags, harness.topModule());
          compile(folder, options, linkerFlags, harness.topModule());
        });
  }

  /**
   * Registers without reset start from random bits ({@code --x-initial unique}), so that RTL which
   * relies on them is found out.
   */
  private static List<String> verilatorFlags(String topModule, BuildOptions options) {
    List<String> flags = new ArrayList<>();
    flags.addAll(List.of("--cc", "-O3", "--x-assign", "fast", "--x-initial", "unique"));
    flags.addAll(List.of("--prefix", PREFIX, "--top-module", topModule));
    flags.addAll(List.of("--Mdir", VERILATED_FOLDER));
    // Lint is a gate of its own; here a warning must not hide behind a build that succeeds or fail
    // it.
    flags.addAll(List.of("-Wno-fatal", "-Wno-lint", "-Wno-style"));
    flags.add(options.assertions() ? "--assert" : "--no-assert");
    if (options.loops()) {
      flags.addAll(List.of("--unroll-count", "1"));
    }
    if (options.waveforms()) {
      flags.add("--trace");
    }
    if (options.coverage()) {
      flags.addAll(List.of("--coverage-line", "--coverage-toggle", "-DSYNTHESIS"));
    }
    return flags;
  }

  private void verilate(Path folder, List<RtlSource> sources, List<String> flags, String topModule)
      throws IOException {
    List<String> arguments = new ArrayList<>(flags);
    for (RtlSource source : sources) {
      Files.writeString(folder.resolve(source.fileName()), source.text());
      arguments.add(source.fileName());
    }
    toolchain.verilate(folder, arguments, "verilating " + topModule);
  }

  /**
   * A library shows nothing but the harness's functions, uses its own symbols, and lacks none: what
   * it lacked would only show when it is loaded.
   */
  private static List<String> linkerFlags(boolean program) {
    List<String> flags = new ArrayList<>();
    if (program) {
      flags.addAll(List.of("-o", PROGRAM_FILE));
    } else {
      flags.addAll(List.of("-o", LIBRARY_FILE, "-shared"));
      flags.addAll(List.of("-Wl,-Bsymbolic", "-Wl,-z,defs", "-Wl,--exclude-libs,ALL"));
    }
    flags.addAll(List.of("-pthread", "-latomic"));
    return flags;
  }

  private void compile(
      Path folder, BuildOptions options, List<String> linkerFlags, String topModule)
      throws IOException {
    Path runtime = VerilatorRuntime.folder(cache, toolchain, options);
    Files.writeString(folder.resolve(UNIT_FILE), unitText(folder.resolve(VERILATED_FOLDER)));
    List<String> arguments = new ArrayList<>(VerilatorRuntime.compilerFlags(toolchain, options));
    arguments.addAll(List.of("-include", VerilatorRuntime.prefix(runtime).toString()));
    arguments.addAll(List.of("-I" + VERILATED_FOLDER, UNIT_FILE));
    arguments.addAll(VerilatorRuntime.objects(runtime));
    arguments.addAll(linkerFlags);
    toolchain.compile(folder, arguments, "compiling " + topModule);
  }

  /** One translation unit: most of the time goes into headers, which are then read once. */
  private static String unitText(Path verilated) throws IOException {
    try (Stream<Path> files = Files.list(verilated)) {
      return Stream.concat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".cpp"))
                  .sorted(),
              Stream.of(DRIVER_FILE))
          .map("#include \"%s\"%n"::formatted)
          .collect(Collectors.joining());
    }
  }
}
