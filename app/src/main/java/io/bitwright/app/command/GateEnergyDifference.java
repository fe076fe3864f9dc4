package io.bitwright.app.command;

import io.bitwright.app.report.NumberText;
import io.bitwright.energy.EnergyLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the ratio of a gate-level energy to a published one consists of. The factors multiply to the
 * ratio.
 *
 * @param library of cells
 * @param module whose operation it is
 * @param ratio of the energy with random operands to the published one
 * @param operands random operands over trained ones
 * @param voltage the library's voltage over that of the published table, squared, as C V^2 goes; 1
 *     if the table states none
 * @param registersAndClock all of the energy over that without registers and clock, trained
 *     operands; published operations have neither
 * @param rest what is left: cells and their mapping, glitches, the width of sums
 */
record GateEnergyDifference(
    String library,
    String module,
    double ratio,
    double operands,
    double voltage,
    double registersAndClock,
    double rest) {
  /** The published 45 nm figures are those of Horowitz 2014, who states the voltage. */
  private static final String VOLTAGE_SOURCE = "horowitz-isscc2014";

  private static final int STATED_NODE = 45;

  /** Of each module with a published figure that ran with random and with trained operands. */
  static List<GateEnergyDifference> of(List<GateEnergyComparison.Line> lines) {
    List<GateEnergyDifference> differences = new ArrayList<>();
    for (GateEnergyComparison.Line random : lines) {
      if (random.operands().equals("random") && random.ratio().isPresent()) {
        trained(lines, random).ifPresent(trained -> differences.add(of(random, trained)));
      }
    }
    return differences;
  }

  private static Optional<GateEnergyComparison.Line> trained(
      List<GateEnergyComparison.Line> lines, GateEnergyComparison.Line random) {
    return lines.stream()
        .filter(line -> line.operands().equals("trained"))
        .filter(line -> line.library().equals(random.library()))
        .filter(line -> line.module().equals(random.module()))
        .findFirst();
  }

  private static GateEnergyDifference of(
      GateEnergyComparison.Line random, GateEnergyComparison.Line trained) {
    double ratio = random.ratio().orElseThrow();
    double operands = random.picojoules() / trained.picojoules();
    double voltage = voltage(random);
    double registers = 1 / (1 - trained.registersAndClockShare());
    return new GateEnergyDifference(
        random.library(),
        random.module(),
        ratio,
        operands,
        voltage,
        registers,
        ratio / operands / voltage / registers);
  }

  private static double voltage(GateEnergyComparison.Line line) {
    OptionalDouble stated =
        GateEnergyComparison.node(line.library()) == STATED_NODE
            ? EnergyLibrary.shipped().get(VOLTAGE_SOURCE).source().voltageV()
            : OptionalDouble.empty();
    if (stated.isEmpty()) {
      return 1;
    }
    double over = line.volts() / stated.getAsDouble();
    return over * over;
  }

  /** The section of the page. */
  static String section(List<GateEnergyDifference> differences) {
    StringBuilder section = new StringBuilder("\n## What the difference consists of\n\n");
    section.append(
        """
        The factors of a line multiply to its ratio. Operands: random over trained ones. Voltage: of the
        library over that of the published table, squared (45 nm: 0.9 V; the 7 nm table states none).
        Registers and clock: published operations have neither. Rest: cells and their mapping, glitches,
        the width of sums.

        | library | module | ratio | operands | voltage | registers and clock | rest |
        |---|---|--:|--:|--:|--:|--:|
        """);
    for (GateEnergyDifference line : differences) {
      section.append(
          "| %s | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  line.library(),
                  line.module(),
                  NumberText.significant(line.ratio(), 3),
                  NumberText.significant(line.operands(), 3),
                  NumberText.significant(line.voltage(), 3),
                  NumberText.significant(line.registersAndClock(), 3),
                  NumberText.significant(line.rest(), 3)));
    }
    return section.toString();
  }
}
