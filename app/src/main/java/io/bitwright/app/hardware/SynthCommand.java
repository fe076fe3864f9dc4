package io.bitwright.app.hardware;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.simulator.area.record.SynthesisTarget;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.synthesis.Synthesis;
import io.bitwright.testbench.synthesis.SynthesisRuns;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright synth}: what a unit takes of an FPGA, and how fast it can be clocked. */
@Command(
    name = "synth",
    description = {
      "Area of a unit, or of one of its modules or pieces, by Yosys, and its fastest clock on an",
      "iCE40 by nextpnr: LUT, FF, carry, DSP and block RAM, in all and for a multiply-accumulate.",
      "With --energy the module is mapped to standard cells instead, and its energy is found by",
      "simulating them with real operands."
    },
    footer = {
      "  ./bitwright synth --unit weight_stationary_array --set rows=4 --set columns=4 --target all",
      "  ./bitwright synth --accelerator edge-int8-8x8 --module partial_sum_accumulator",
      "  ./bitwright synth --unit weight_stationary_array --set rows=4 --target ice40 --fmax",
      "  ./bitwright synth --unit weight_stationary_array --module processing_element --energy"
    })
public final class SynthCommand extends ReportCommand {
  private static final int MOST_SEEDS = 99;
  private static final int LONGEST_LIMIT = 86_400;

  @Mixin private final DesignChoice choice = new DesignChoice();

  @Option(
      names = "--module",
      paramLabel = "MODULE",
      description = "A lower module or a piece of the unit, alone.")
  private @Nullable String module;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "xilinx (default), xilinx-nodsp, ice40, ecp5, ecp5-nodsp or all.")
  private String target = "xilinx";

  @Option(names = "--fmax", description = "Find the fastest clock, on ice40; takes much longer.")
  private boolean fmax;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Placements whose median is the fastest clock; default 3.")
  private int seeds = 3;

  @Option(
      names = "--predict",
      description = "Show what the closed form of area foretells beside it; of arrays.")
  private boolean predict;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "Time after which a tool is ended; default 1800.")
  private int limit = 1800;

  @Option(
      names = "--record",
      paramLabel = "FILE.csv",
      description = "Measure all lines of a record anew and write it back.")
  private @Nullable Path record;

  @Mixin private final GateEnergyOptions energy = new GateEnergyOptions();

  public SynthCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    checkRange("--seeds", seeds, MOST_SEEDS);
    checkRange("--limit", limit, LONGEST_LIMIT);
    Synthesis synthesis = new Synthesis(Duration.ofSeconds(limit));
    if (record != null) {
      return again(synthesis, record);
    }
    if (energy.isAsked()) {
      return energy.report(subject(), Duration.ofSeconds(limit));
    }
    List<SynthesisTarget> targets = SynthesisTarget.parse(target);
    if (fmax && targets.stream().noneMatch(SynthesisTarget::isRoutable)) {
      throw new SpecException("--fmax goes with --target ice40 or all, not " + target);
    }
    SynthesisSubject subject = subject();
    try (ProgressBar bar = new ProgressBar(console(), "synthesising", targets.size())) {
      return new SynthReport(
          subject,
          new SynthesisRuns(synthesis, bar::step).onTargets(subject, targets, fmax ? seeds : 0),
          predict);
    }
  }

  private SynthesisSubject subject() {
    GeneratedDesign design = choice.design();
    return module == null ? SynthesisSubject.of(design) : SynthesisSubject.of(design, module);
  }

  private static void checkRange(String option, int value, int highest) {
    if (value < 1 || value > highest) {
      throw new SpecException(option + ": " + value + " is not from 1 to " + highest);
    }
  }

  private Report again(Synthesis synthesis, Path file) {
    if (choice.isMade() || module != null || fmax || predict) {
      throw new SpecException("--record measures the lines of its file, and goes with no choice");
    }
    SynthesisRecord old = SynthesisRecord.parse(file.toString(), text(file));
    SynthesisRecord found;
    try (ProgressBar bar =
        new ProgressBar(console(), "synthesising", Math.max(1, old.lines().size()))) {
      found = new SynthesisRuns(synthesis, bar::step).again(old);
    }
    AtomicOutput.file(file, found.text());
    return new SynthRecordReport(file, old, found);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SpecException("--record " + file + ": is no text file that can be read", e);
    }
  }
}
