package io.bitwright.app.hardware;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.area.AreaEstimate;
import io.bitwright.simulator.area.AreaModel;
import io.bitwright.simulator.area.record.Area;
import io.bitwright.testbench.synthesis.ClockSpeed;
import io.bitwright.testbench.synthesis.SynthesisResult;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Area and speed of one module.
 *
 * @param subject the module
 * @param results what synthesis found, a target each
 * @param predicts whether what the closed form of area foretells is shown beside it
 */
record SynthReport(SynthesisSubject subject, List<SynthesisResult> results, boolean predicts)
    implements Report {
  private static final String NONE = "-";
  private static final double HERTZ_OF_A_MEGAHERTZ = 1e6;

  /** The document of {@code synth --json}; its keys are kept stable. */
  record Document(
      String unit,
      Map<String, String> settings,
      String module,
      int multiplyAccumulatesPerCycle,
      List<Line> results) {}

  /** One target. */
  record Line(
      String target,
      Area area,
      Optional<Double> lutsPerMultiplyAccumulate,
      Optional<Double> flipFlopsPerMultiplyAccumulate,
      Optional<Double> dspsPerMultiplyAccumulate,
      Optional<Double> megahertz,
      List<Double> megahertzBySeed,
      double seconds,
      Optional<AreaEstimate> foretold) {
    static Line of(SynthesisResult result, Optional<AreaEstimate> foretold) {
      return new Line(
          result.target().label(),
          result.area(),
          result.each(result.area().luts()),
          result.each(result.area().flipFlops()),
          result.each(result.area().dsps()),
          result.speed().map(ClockSpeed::medianMegahertz),
          result.speed().map(ClockSpeed::megahertzBySeed).orElse(List.of()),
          result.seconds(),
          foretold);
    }
  }

  @Override
  public Optional<String> html() {
    return Optional.of(SynthPages.of(this).html());
  }

  @Override
  public Object json() {
    return new Document(
        subject.unit().unit().label(),
        subject.unit().settings(),
        subject.module(),
        subject.multiplyAccumulatesPerCycle(),
        results.stream().map(result -> Line.of(result, foretold(result))).toList());
  }

  private Optional<AreaEstimate> foretold(SynthesisResult result) {
    return predicts
        ? AreaModel.shipped().of(subject.configuration(result.target()))
        : Optional.empty();
  }

  @Override
  public String text(TextStyle style) {
    return style.bold(title()) + "\n\n" + table().render(style);
  }

  /** One line a target. */
  TextTable table() {
    TextTable table =
        new TextTable(
            Column.text("target"),
            Column.number("LUT", ""),
            Column.number("memory LUT", ""),
            Column.number("FF", ""),
            Column.number("carry", ""),
            Column.number("DSP", ""),
            Column.number("block RAM", ""),
            Column.number("LUT/MAC", ""),
            Column.number("FF/MAC", ""),
            Column.number("DSP/MAC", ""),
            Column.number("Fmax", "MHz"),
            Column.number("time", "s"));
    for (SynthesisResult result : results) {
      Area area = result.area();
      table.row(
          result.target().label(),
          NumberText.count(area.luts()),
          NumberText.count(area.memoryLuts()),
          NumberText.count(area.flipFlops()),
          NumberText.count(area.carryCells()),
          NumberText.count(area.dsps()),
          NumberText.count(area.blockRams()),
          each(result, area.luts()),
          each(result, area.flipFlops()),
          each(result, area.dsps()),
          result.speed().map(speed -> megahertz(speed.medianMegahertz())).orElse(NONE),
          NumberText.significant(result.seconds(), 2));
      if (predicts) {
        addForetold(table, foretold(result));
      }
    }
    return table;
  }

  private static void addForetold(TextTable table, Optional<AreaEstimate> foretold) {
    table.row(
        "  foretold",
        count(foretold.map(AreaEstimate::luts)),
        count(foretold.map(AreaEstimate::memoryLuts)),
        count(foretold.map(AreaEstimate::flipFlops)),
        NONE,
        count(foretold.map(AreaEstimate::dspBlocks)),
        count(foretold.map(AreaEstimate::blockRams)),
        NONE,
        NONE,
        NONE,
        foretold
            .flatMap(AreaEstimate::fmaxHertz)
            .map(hertz -> megahertz(hertz / HERTZ_OF_A_MEGAHERTZ))
            .orElse(NONE),
        NONE);
  }

  private static String count(Optional<Long> value) {
    return value.map(NumberText::count).orElse(NONE);
  }

  String title() {
    String what = subject.unit().title();
    String module = subject.isWholeUnit() ? "" : ", module " + subject.module();
    int shares = subject.multiplyAccumulatesPerCycle();
    return what
        + module
        + (shares == 0 ? "" : ", multiply-accumulates (MAC) a cycle: " + NumberText.count(shares));
  }

  private static String each(SynthesisResult result, int count) {
    return result.each(count).map(share -> NumberText.significant(share, 3)).orElse(NONE);
  }

  /** A clock in MHz, as the record holds it. */
  static String megahertz(double value) {
    return NumberText.significant(value, value < 100 ? 3 : 4);
  }
}
