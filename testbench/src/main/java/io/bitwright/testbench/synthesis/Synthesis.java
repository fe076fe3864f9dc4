package io.bitwright.testbench.synthesis;

import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.model.PinHarnessModel;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.simulator.area.record.Area;
import io.bitwright.simulator.area.record.SynthesisTarget;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.ToolFailedException;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.verilator.RtlSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Maps modules to FPGAs with Yosys, and places and routes them with nextpnr for their speed.
 *
 * @param limit time after which one call of a tool is ended
 */
public record Synthesis(Duration limit) {
  private static final String STATISTICS = "statistics.json";
  private static final String PORTS = "ports.json";
  private static final String HARNESS = "pin_harness.v";
  private static final String HARNESS_NETLIST = "harness.json";

  /** A clock that no module reaches: the router goes on as long as it finds something. */
  private static final String ASKED_MEGAHERTZ = "300";

  /** Placements that are tried for each that is asked for, and the time of one. */
  private static final int TRIES_A_SEED = 3;

  private static final Duration ROUTING = Duration.ofSeconds(90);

  private static final Pattern FASTEST =
      Pattern.compile("Max frequency for clock [^:]*: ([0-9.]+) MHz");
  private static final double NANOSECONDS = 1e9;

  // Boundaries that a module keeps against optimisation are gone once it is mapped: what is counted
  // and placed is flat.
  private static final String FLATTEN =
      "setattr -mod -unset keep_hierarchy A:keep_hierarchy; flatten; opt_clean; ";

  /**
   * Synthesises a module, and if seeds are asked for, finds its speed.
   *
   * @param seeds placements whose speeds are found; 0 for none
   * @throws SpecException if a tool is missing, the time limit passes, the module cannot be mapped,
   *     or it does not fit the part
   * @throws ToolFailedException if Yosys refuses the module
   */
  public SynthesisResult run(SynthesisSubject subject, SynthesisTarget target, int seeds) {
    if (seeds > 0 && !target.isRoutable()) {
      throw new SpecException(
          "the speed on %s cannot be found: of the targets only %s has a place-and-route tool here"
              .formatted(target.label(), SynthesisTarget.ICE40.label()));
    }
    long start = System.nanoTime();
    try {
      Path folder = Files.createTempDirectory("bitwright-synthesis");
      try {
        Area area = area(subject, target, folder);
        Optional<ClockSpeed> speed =
            seeds == 0 ? Optional.empty() : Optional.of(speed(subject, target, seeds, folder));
        double seconds = (System.nanoTime() - start) / NANOSECONDS;
        return new SynthesisResult(subject, target, area, speed, seconds);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Yosys says of its version: {@code 0.23}. */
  public String yosysVersion() {
    return version(ExternalTool.YOSYS, "-V", "Yosys (\\S+)");
  }

  /** What nextpnr says of its version: {@code 0.4-1}. */
  public String nextpnrVersion() {
    return version(ExternalTool.NEXTPNR_ICE40, "--version", "Version (?:nextpnr-)?([^\\s)\"]+)");
  }

  private String version(ExternalTool tool, String option, String pattern) {
    String output = run(tool, List.of(option), Path.of(".")).output();
    Matcher matcher = Pattern.compile(pattern).matcher(output);
    return matcher.find() ? matcher.group(1) : output.lines().findFirst().orElse("").strip();
  }

  private Area area(SynthesisSubject subject, SynthesisTarget target, Path folder)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (GeneratedFile file : subject.files()) {
      RtlSource source = RtlSource.of(file);
      Files.writeString(folder.resolve(source.fileName()), source.text());
      names.add(source.fileName());
    }
    String script =
        read(names, subject.module())
            + "%s -top %s; ".formatted(YosysMapping.command(target), subject.module())
            + FLATTEN
            + "tee -q -o %s stat -json; ".formatted(STATISTICS)
            + "delete %1$s/c:*; opt_clean -purge; json -o %2$s %1$s"
                .formatted(subject.module(), PORTS);
    yosys(script, folder, "synthesising " + subject.module());
    return MappedCells.area(Netlist.cells(folder.resolve(STATISTICS)));
  }

  /** Modules are elaborated when they are needed: one piece does not wait for the whole unit. */
  private static String read(List<String> names, String top) {
    return "read_verilog -sv -defer %s; hierarchy -check -top %s; "
        .formatted(String.join(" ", names), top);
  }

  private ClockSpeed speed(SynthesisSubject subject, SynthesisTarget target, int seeds, Path folder)
      throws IOException {
    PinHarnessModel harness =
        PinHarnessModel.of(
            subject.module(),
            UnitInterface.CLOCK,
            Netlist.ports(folder.resolve(PORTS), subject.module()));
    Files.writeString(
        folder.resolve(HARNESS), new TemplateEngine().render(harness.template(), harness));
    List<String> names = new ArrayList<>();
    subject.files().forEach(file -> names.add(RtlSource.of(file).fileName()));
    names.add(HARNESS);
    yosys(
        read(names, PinHarnessModel.MODULE)
            + "%s -top %s; ".formatted(YosysMapping.command(target), PinHarnessModel.MODULE)
            + FLATTEN
            + "write_json "
            + HARNESS_NETLIST,
        folder,
        "synthesising the harness of " + subject.module());
    List<Double> speeds = new ArrayList<>();
    for (int seed = 1; speeds.size() < seeds && seed <= seeds * TRIES_A_SEED; seed++) {
      placeAndRoute(subject.module(), seed, folder).ifPresent(speeds::add);
    }
    if (speeds.size() < seeds) {
      throw new SpecException(
          "%s: the router found no end with %d of %d seeds"
              .formatted(
                  subject.module(), seeds * TRIES_A_SEED - speeds.size(), seeds * TRIES_A_SEED));
    }
    return new ClockSpeed(speeds);
  }

  /** The speed; empty if the router goes round in circles, as nextpnr 0.4 does with some seeds. */
  private Optional<Double> placeAndRoute(String module, int seed, Path folder) {
    List<String> arguments =
        List.of(
            "--hx8k",
            "--package",
            "ct256",
            "--pcf-allow-unconstrained",
            "--timing-allow-fail",
            "--json",
            HARNESS_NETLIST,
            "--freq",
            ASKED_MEGAHERTZ,
            "--seed",
            String.valueOf(seed));
    List<String> command = command(ExternalTool.NEXTPNR_ICE40, arguments);
    ToolRun run;
    try {
      run = ToolRun.of(command, folder, limit.compareTo(ROUTING) < 0 ? limit : ROUTING);
    } catch (ToolFailedException e) {
      return Optional.empty();
    }
    // The estimate after placement comes first, the routed figure last.
    List<Double> found =
        FASTEST
            .matcher(run.output())
            .results()
            .map(match -> Double.parseDouble(match.group(1)))
            .toList();
    if (run.exitStatus() != 0 || found.isEmpty()) {
      String error =
          run.output().lines().filter(line -> line.contains("ERROR")).findFirst().orElse("");
      throw new SpecException(
          "%s could not be placed and routed on an iCE40 HX8K: %s"
              .formatted(module, error.replace("ERROR: ", "").strip()));
    }
    return Optional.of(found.getLast());
  }

  private void yosys(String script, Path folder, String what) {
    run(ExternalTool.YOSYS, List.of("-q", "-p", script), folder).orThrow(what);
  }

  private ToolRun run(ExternalTool tool, List<String> arguments, Path folder) {
    try {
      return ToolRun.of(command(tool, arguments), folder, limit);
    } catch (ToolFailedException e) {
      throw new SpecException(
          e.getMessage() + "; a smaller unit, one of its modules, or a higher limit may help", e);
    }
  }

  private static List<String> command(ExternalTool tool, List<String> arguments) {
    List<String> command = new ArrayList<>(arguments);
    command.addFirst(tool.get().toString());
    return command;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
