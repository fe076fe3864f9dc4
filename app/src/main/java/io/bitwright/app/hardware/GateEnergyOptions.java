package io.bitwright.app.hardware;

import io.bitwright.app.report.Report;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.gatelevel.CellLibrary;
import io.bitwright.testbench.gatelevel.GateLevelEnergy;
import io.bitwright.testbench.gatelevel.GateLevelSuite;
import io.bitwright.testbench.gatelevel.GateSubject;
import io.bitwright.testbench.gatelevel.OperandSource;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code synth} for the gate-level energy of a module. */
public final class GateEnergyOptions {
  @Option(
      names = "--energy",
      description = "Energy of an operation on standard cells, with real operands.")
  private boolean isAsked;

  @Option(
      names = "--liberty",
      arity = "1..*",
      paramLabel = "FILE.lib",
      description = "The cells' Liberty files; default those of the package qflow-tech-osu018.")
  private List<Path> liberty = new ArrayList<>();

  @Option(
      names = "--operands",
      paramLabel = "KIND",
      description = "random (default), or trained: of the decoder that ships.")
  private String operands = OperandSource.RANDOM.label();

  @Option(names = "--seed", paramLabel = "S", description = "Seed of random operands; default 1.")
  private long seed = 1;

  @Option(
      names = "--table",
      paramLabel = "DIR",
      description = "Also write an energy table that an accelerator can name.")
  private @Nullable Path table;

  /** Whether the energy is wanted; the other options go only with it. */
  boolean isAsked() {
    if (!isAsked && (!liberty.isEmpty() || table != null)) {
      throw new SpecException("--liberty and --table go with --energy");
    }
    return isAsked;
  }

  Report report(SynthesisSubject module, Duration limit) {
    OperandSource source = OperandSource.VOCABULARY.parse(operands);
    GateSubject subject = GateSubject.of(module);
    if (!subject.takes(source)) {
      throw new SpecException(
          "--operands: %s works on random ones only; trained: weight_stationary_array, input_stationary_array and their elements"
              .formatted(subject.module()));
    }
    CellLibrary library = library(liberty);
    GateLevelEnergy energy =
        new GateLevelSuite(limit, seed, () -> {})
            .figures(subject, library, List.of(source))
            .getFirst()
            .energy();
    if (table != null) {
      GateEnergyTable.of(module, subject, library, energy, seed).write(table);
    }
    return new GateEnergyReport(subject, library, liberty.isEmpty(), energy);
  }

  /** The library of some files, or the standard one. */
  private static CellLibrary library(List<Path> files) {
    if (!files.isEmpty()) {
      return CellLibrary.read(files);
    }
    return CellLibrary.standard()
        .orElseThrow(() ->
            new SpecException(
                "no standard cells: give --liberty, or install the package qflow-tech-osu018: apt-get install qflow-tech-osu018"));
  }
}
