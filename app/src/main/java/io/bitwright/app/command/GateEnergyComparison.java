package io.bitwright.app.command;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.energy.EnergyLibrary;
import io.bitwright.simulator.convention.PublishedEnergy;
import io.bitwright.simulator.convention.ValidationRow;
import io.bitwright.testbench.gatelevel.CellLibrary;
import io.bitwright.testbench.gatelevel.EnergyOrigin;
import io.bitwright.testbench.gatelevel.GateLevelEnergy;
import io.bitwright.testbench.gatelevel.GateLevelSuite.Figure;
import io.bitwright.testbench.gatelevel.OperandSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Published energies of operations beside those of our own gates. Nothing is judged: the published
 * tables are of other circuits, and what the difference consists of is shown.
 *
 * @param libraries the libraries
 * @param isStandard whether none was named
 * @param subjects how many modules there are
 * @param figures what was found, library by library
 */
record GateEnergyComparison(
    List<CellLibrary> libraries, boolean isStandard, int subjects, List<Figure> figures)
    implements Report {
  private static final double PICO = 1e12;
  private static final String ADD = "add int8";
  private static final String MULTIPLY = "multiply int8";

  /** The document of {@code validate --energy --json}. */
  record Document(
      int skipped,
      List<Line> rows,
      List<GateEnergyDifference> differences,
      List<Ratio> ratios,
      List<TableLine> bitNetTable) {}

  /** A module on a library. */
  record Line(
      String library,
      String module,
      String operands,
      String operation,
      double volts,
      int cells,
      double areaSquareMicrometres,
      double picojoules,
      double registersAndClockShare,
      Optional<Double> publishedPicojoules,
      Optional<Double> ratio) {}

  /** How much more an int8 multiplication takes than an addition. */
  record Ratio(String library, String operands, double gates, Optional<Double> published) {}

  /** An entry of BitNet's Table 1 with our gates' addition in place of the published one. */
  record TableLine(String library, String item, double publishedJoules, double gateLevelJoules) {}

  @Override
  public Object json() {
    return new Document(
        libraries.isEmpty() ? subjects : 0,
        lines(),
        GateEnergyDifference.of(lines()),
        ratios(),
        bitNetTable());
  }

  private List<Line> lines() {
    return figures.stream().map(GateEnergyComparison::line).toList();
  }

  private static Line line(Figure figure) {
    GateLevelEnergy energy = figure.energy();
    double picojoules = energy.joulesPerOperation() * PICO;
    OptionalDouble published = published(figure.subject().title(), energy.library());
    double registers =
        energy.joulesPerOperation(EnergyOrigin.REGISTERS)
            + energy.joulesPerOperation(EnergyOrigin.CLOCK);
    return new Line(
        energy.library(),
        figure.subject().title(),
        figure.operands().label(),
        figure.subject().operation(),
        energy.volts(),
        energy.cells(),
        energy.areaSquareMicrometres(),
        picojoules,
        registers * PICO / picojoules,
        boxed(published),
        published.isPresent()
            ? Optional.of(picojoules / published.getAsDouble())
            : Optional.empty());
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  /** The published table's node of a library; 0 if the library is of neither node. */
  static int node(String library) {
    return switch (library) {
      case "nangate45" -> 45;
      case "asap7" -> 7;
      default -> 0;
    };
  }

  /**
   * The published figure of the same work, in pJ: of an int8 element a multiplication and the
   * addition to a 32-bit sum, of a ternary or binary one an int8 addition (the convention of the
   * BitNet papers).
   */
  private static OptionalDouble published(String title, String library) {
    int node = node(library);
    if (node == 0) {
      return OptionalDouble.empty();
    }
    if (title.contains("processing_element")) {
      return OptionalDouble.of(
          title.contains("weights=int8")
              ? price("multiplier", "multiply", "int8", node) + price("adder", "add", "int32", node)
              : price("adder", "add", "int8", node));
    }
    return switch (title) {
      case ADD -> OptionalDouble.of(price("adder", "add", "int8", node));
      case "add int32" -> OptionalDouble.of(price("adder", "add", "int32", node));
      case MULTIPLY -> OptionalDouble.of(price("multiplier", "multiply", "int8", node));
      default -> OptionalDouble.empty();
    };
  }

  private static double price(String component, String action, String format, int node) {
    return EnergyLibrary.shipped().prices().get(component, action, format, node).joulesPerAction()
        * PICO;
  }

  private List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    for (CellLibrary library : libraries) {
      for (OperandSource operands : OperandSource.values()) {
        double gates = picojoules(library, MULTIPLY, operands) / picojoules(library, ADD, operands);
        int node = node(library.label());
        ratios.add(
            new Ratio(
                library.label(),
                operands.label(),
                gates,
                node == 0
                    ? Optional.empty()
                    : Optional.of(
                        price("multiplier", "multiply", "int8", node)
                            / price("adder", "add", "int8", node))));
      }
    }
    return ratios;
  }

  private double picojoules(CellLibrary library, String title, OperandSource operands) {
    return figures.stream()
        .filter(figure -> figure.energy().library().equals(library.label()))
        .filter(figure -> figure.subject().title().equals(title))
        .filter(figure -> figure.operands() == operands)
        .mapToDouble(figure -> figure.energy().joulesPerOperation() * PICO)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The additions of BitNet's binary rows, which are int8 additions, with our addition's price. */
  private List<TableLine> bitNetTable() {
    List<TableLine> lines = new ArrayList<>();
    for (CellLibrary library : libraries) {
      int node = node(library.label());
      if (node == 0) {
        continue;
      }
      double factor =
          picojoules(library, ADD, OperandSource.RANDOM) / price("adder", "add", "int8", node);
      for (ValidationRow row : PublishedEnergy.rows()) {
        if (row.item().matches("BitNet .*binary weights, " + node + " nm, add")) {
          lines.add(
              new TableLine(library.label(), row.item(), row.published(), row.ours() * factor));
        }
      }
    }
    return lines;
  }

  @Override
  public String text(TextStyle style) {
    return markdown();
  }

  /** The page, ending in a newline. */
  String markdown() {
    StringBuilder page = new StringBuilder("# Energy at gate level\n\n");
    page.append(
        """
        Written by `./bitwright validate --energy --liberty ... --markdown docs/results/energy.md`. Each module is
        mapped by Yosys and ABC for small area and simulated event by event with the library's delays
        and internal power; its outputs are checked against the RTL's. No wires, no clock tree, leakage
        over 1 ns a cycle; of a library that lists its rails apart, the supply's share only.

        """);
    if (libraries.isEmpty()) {
      return page.append("Skipped: %d modules, for there is no library. ".formatted(subjects))
          .append("Give --liberty, or install the package qflow-tech-osu018.\n")
          .toString();
    }
    if (isStandard) {
      page.append("No library was named: these are the cells of Debian's qflow-tech-osu018.\n\n");
    }
    figureTable(page);
    page.append(GateEnergyDifference.section(GateEnergyDifference.of(lines())));
    ratioTable(page);
    bitNetLines(page);
    return page.toString();
  }

  private void figureTable(StringBuilder page) {
    page.append(
        """
        | library | V | module | operands | cells | um2 | pJ of one | registers and clock | published pJ | ratio |
        |---|--:|---|---|--:|--:|---|--:|--:|--:|
        """);
    for (Line line : lines()) {
      page.append(
          "| %s | %s | %s | %s | %s | %s | %s (%s) | %s %% | %s | %s |\n"
              .formatted(
                  line.library(),
                  NumberText.significant(line.volts(), 2),
                  line.module(),
                  line.operands(),
                  NumberText.count(line.cells()),
                  NumberText.significant(line.areaSquareMicrometres(), 3),
                  NumberText.significant(line.picojoules(), 3),
                  line.operation().replace('_', '-'),
                  NumberText.significant(100 * line.registersAndClockShare(), 2),
                  number(line.publishedPicojoules()),
                  number(line.ratio())));
    }
  }

  private static String number(Optional<Double> value) {
    return value.map(one -> NumberText.significant(one, 3)).orElse("-");
  }

  private void ratioTable(StringBuilder page) {
    page.append("\n## An int8 multiplication over an int8 addition\n\n");
    page.append("| library | operands | gates | published |\n|---|---|--:|--:|\n");
    for (Ratio ratio : ratios()) {
      page.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  ratio.library(),
                  ratio.operands(),
                  NumberText.significant(ratio.gates(), 3),
                  number(ratio.published())));
    }
  }

  private void bitNetLines(StringBuilder page) {
    page.append("\n## BitNet's Table 1 with our gates\n\n");
    page.append(
        """
        Its binary rows count int8 additions; here with the bare adder's energy (random operands) in
        place of the published one. The counts are those of the paper's convention.

        | library | item | printed J | gate-level J |
        |---|---|--:|--:|
        """);
    for (TableLine line : bitNetTable()) {
      page.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  line.library(),
                  line.item(),
                  NumberText.significant(line.publishedJoules(), 3),
                  NumberText.significant(line.gateLevelJoules(), 3)));
    }
  }
}
