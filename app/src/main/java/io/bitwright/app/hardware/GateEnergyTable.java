package io.bitwright.app.hardware;

import io.bitwright.app.report.AtomicOutput;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.gatelevel.CellLibrary;
import io.bitwright.testbench.gatelevel.GateLevelEnergy;
import io.bitwright.testbench.gatelevel.GateSubject;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import java.io.IOException;
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

  /**
   * The table of a figure.
   *
   * @throws SpecException if the module multiplies nothing, or the library's node is not known
   */
  static GateEnergyTable of(
      SynthesisSubject module, GateSubject subject, CellLibrary library, GateLevelEnergy energy) {
    Map<String, String> settings = module.unit().settings();
    if (!subject.operation().equals("multiply_accumulate") || !settings.containsKey("weights")) {
      throw new SpecException(
          "--table: %s has no price of a multiply-accumulate; allowed: arrays and their elements"
              .formatted(subject.module()));
    }
    double node =
        library
            .nodeNanometres()
            .orElseThrow(() ->
                new SpecException(
                    "--table: the process node of the library %s is not known"
                        .formatted(library.fullName())));
    String format = settings.get("weights") + " x " + settings.getOrDefault("activations", "int8");
    return new GateEnergyTable(
        source(module.unit(), subject, library, energy),
        """
        component,action,format,width_bits,capacity_bytes,node_nm,energy_pj,status,where,derivation
        matrix_unit,multiply_accumulate,%s,8,,%s,%s,published,"%s",
        """
            .formatted(
                format,
                String.format(Locale.ROOT, "%.0f", node),
                String.format(Locale.ROOT, "%.6g", energy.joulesPerOperation() * PICO),
                "%s on %s, %s operands"
                    .formatted(subject.module(), library.label(), energy.operands())));
  }

  private static String source(
      UnitModel unit, GateSubject subject, CellLibrary library, GateLevelEnergy energy) {
    return """
    citation: "Bitwright, synth --energy: %s, mapped to %s, %s operands"
    url: https://yosyshq.net/yosys/
    kind: simulated
    voltage_v: %s
    note: >-
      Unit %s. Library %s. Mapped with Yosys and ABC, simulated event by event with the delays and
      internal-power tables of the library; no wires, no clock tree; leakage over the time of a
      1 GHz clock.
    files:
      - matrix_unit.csv
    """
        .formatted(
            subject.module(),
            library.label(),
            energy.operands(),
            energy.volts(),
            unit.title().replace(':', ' '),
            library.fullName());
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
