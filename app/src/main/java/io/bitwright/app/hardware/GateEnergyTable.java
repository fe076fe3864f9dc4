package io.bitwright.app.hardware;

import io.bitwright.app.report.AtomicOutput;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.gatelevel.CellLibrary;
import io.bitwright.testbench.gatelevel.GateLevelEnergy;
import io.bitwright.testbench.gatelevel.GateSubject;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A gate-level figure as an energy table: a folder with its source and one row, the price of a
 * multiply-accumulate of the array as built ({@code energy-model/tables/SCHEMA.md}).
 *
 * @param source text of {@code source.yaml}
 * @param rows text of {@code matrix_unit.csv}
 */
record GateEnergyTable(String source, String rows) {
  private static final double PICO = 1e12;
  private static final int DIGITS = 6;

  /** Stands for the origin of a library that is not a known one. */
  private static final String MAPPER_URL = "https://yosyshq.net/yosys/";

  /**
   * The table of a figure. Its row is {@code derived}: the sum of what the nets, the cells and the
   * leakage take. Of a library that is not a known one the node stays empty.
   *
   * @param seed of the operands
   * @throws SpecException if the module multiplies nothing
   */
  static GateEnergyTable of(
      SynthesisSubject module,
      GateSubject subject,
      CellLibrary library,
      GateLevelEnergy energy,
      long seed) {
    Map<String, String> settings = module.unit().settings();
    if (!subject.operation().equals("multiply_accumulate") || !settings.containsKey("weights")) {
      throw new SpecException(
          "--table: %s has no price of a multiply-accumulate; allowed: arrays and their elements"
              .formatted(subject.module()));
    }
    String operands = "%s operands, seed %d".formatted(energy.operands(), seed);
    return new GateEnergyTable(
        source(subject, library, energy, operands),
        """
        component,action,format,width_bits,capacity_bytes,node_nm,energy_pj,status,where,derivation
        matrix_unit,multiply_accumulate,%s,8,,%s,%s,derived,"%s","%s"
        """
            .formatted(
                settings.get("weights") + " x " + settings.getOrDefault("activations", "int8"),
                library.nodeNanometres().stream()
                    .mapToObj(node -> String.format(Locale.ROOT, "%.0f", node))
                    .findFirst()
                    .orElse(""),
                picojoules(energy.joulesPerOperation() * energy.operations(), energy),
                plain("%s on %s, %s".formatted(subject.module(), library.label(), operands)),
                derivation(energy)));
  }

  private static String derivation(GateLevelEnergy energy) {
    return "%s + %s + %s; nets + cells (internal power) + leakage in a 1 GHz clock, pJ, mean of %d operations"
        .formatted(
            picojoules(energy.switchingJoules(), energy),
            picojoules(energy.internalJoules(), energy),
            picojoules(energy.leakageJoules(), energy),
            energy.operations());
  }

  private static String picojoules(double joules, GateLevelEnergy energy) {
    return new BigDecimal(joules / energy.operations() * PICO)
        .round(new MathContext(DIGITS))
        .toPlainString();
  }

  private static String source(
      GateSubject subject, CellLibrary library, GateLevelEnergy energy, String operands) {
    return """
    citation: >-
      Bitwright, synth --energy, %s, on %s, %s
    url: %s
    kind: simulated
    voltage_v: %s
    note: >-
      Cells of %s (%s). Mapped with Yosys and ABC, simulated event by event with the delays and
      internal-power tables of the library; no wires, no clock tree; leakage over the time of a
      1 GHz clock. The method is in docs/synthesis.md of Bitwright, "Energy at gate level".%s
    files:
      - matrix_unit.csv
    """
        .formatted(
            plain(subject.title()),
            plain(String.join(" and ", library.fileNames())),
            operands,
            library.originUrl().orElse(MAPPER_URL),
            energy.volts(),
            library.label(),
            plain(library.fullName()),
            library.originUrl().isPresent()
                ? ""
                : "\n  The library's origin is not known; the url is that of the mapper.");
  }

  /** A text that stands in a line of YAML, and between quotes in CSV. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace('"', '\'');
  }

  /** Writes the folder. */
  void write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SpecException("--table " + folder + ": no folder can be made there", e);
    }
    AtomicOutput.file(folder.resolve("source.yaml"), source);
    AtomicOutput.file(folder.resolve("matrix_unit.csv"), rows);
  }
}
