package io.bitwright.app.hardware;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.vectors.SystolicRecording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs of RTL beside golden kernel and simulator.
 *
 * @param recording of a small array, for the page, if there is to be one
 */
public record CosimCommandReport(
    String design, long seed, CosimReport report, Optional<SystolicRecording> recording)
    implements Report {
  private static final int MOST_LINES = 40;

  /** A report that is not drawn. */
  public CosimCommandReport(String design, long seed, CosimReport report) {
    this(design, seed, report, Optional.empty());
  }

  /** The document of {@code cosim --json}; its keys are kept stable. */
  record Document(
      String design,
      long seed,
      int cases,
      long valueMismatches,
      long cycleDifferences,
      boolean agrees,
      List<UnitDocument> units,
      List<Line> results) {}

  /** All runs of one kind of unit, in the document. */
  record UnitDocument(
      String unit, long sets, int cases, long valueMismatches, long cycleDifferences) {
    static UnitDocument of(UnitLine line) {
      return new UnitDocument(
          line.unit, line.sets, line.cases, line.valueMismatches, line.cycleDifferences);
    }
  }

  /** All runs of one kind of unit. */
  record UnitLine(
      String unit,
      long sets,
      int cases,
      long valueMismatches,
      long cycleDifferences,
      long rtlCycles,
      long simulatedCycles) {
    static UnitLine of(String unit, List<CosimResult> results) {
      CosimReport part = new CosimReport(results);
      return new UnitLine(
          unit,
          results.stream().map(CosimResult::unit).distinct().count(),
          part.cases(),
          part.valueMismatches(),
          part.cycleDifferences(),
          results.stream().mapToLong(CosimResult::rtlCycles).sum(),
          results.stream().mapToLong(CosimResult::simulatedCycles).sum());
    }
  }

  /** One run. */
  record Line(
      String unit,
      String workload,
      String operands,
      String stalls,
      long rtlCycles,
      long simulatedCycles,
      long valueMismatches,
      Optional<CosimResult.ValueMismatch> firstMismatch,
      Optional<String> failure) {
    static Line of(CosimResult result) {
      return new Line(
          result.unit().title(),
          result.workload(),
          result.operands(),
          result.stalls().label(),
          result.rtlCycles(),
          result.simulatedCycles(),
          result.valueMismatches(),
          result.firstMismatch(),
          result.failure());
    }
  }

  @Override
  public Optional<String> html() {
    return recording.map(recorded -> CosimPage.of(this, recorded).html());
  }

  @Override
  public Object json() {
    return new Document(
        design,
        seed,
        report.cases(),
        report.valueMismatches(),
        report.cycleDifferences(),
        report.agrees(),
        units().stream().map(UnitDocument::of).toList(),
        report.results().stream().map(Line::of).toList());
  }

  /** The kinds of units, in the order of their runs. */
  List<UnitLine> units() {
    Map<String, List<CosimResult>> byUnit = new LinkedHashMap<>();
    for (CosimResult result : report.results()) {
      byUnit.computeIfAbsent(result.unit().unit().label(), _ -> new ArrayList<>()).add(result);
    }
    return byUnit.entrySet().stream()
        .map(entry -> UnitLine.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public String text(TextStyle style) {
    boolean oneUnit = report.results().stream().map(CosimResult::unit).distinct().count() == 1;
    String verdict = verdict();
    return (oneUnit ? runs(style) : summary(style))
        + "\n"
        + (report.agrees() ? style.good(verdict) : style.bad(verdict))
        + "\n";
  }

  /** The outcome of all runs, in one line. */
  public String verdict() {
    return "%s: %d runs, %d value mismatches, %d cycle differences: %s"
        .formatted(
            design,
            report.cases(),
            report.valueMismatches(),
            report.cycleDifferences(),
            report.agrees() ? "RTL, golden and simulator agree" : "they DISAGREE");
  }

  /** One line a run; of those that agree, as many as fit a page. */
  private String runs(TextStyle style) {
    TextTable table =
        new TextTable(
            Column.text("work"),
            Column.text("operands"),
            Column.text("stalls"),
            Column.number("RTL", "cycles"),
            Column.number("simulated", "cycles"),
            Column.text("verdict"));
    int agreeing = 0;
    for (CosimResult result : report.results()) {
      if (!result.agrees() || agreeing++ < MOST_LINES) {
        table.row(
            result.workload(),
            result.operands(),
            result.stalls().label(),
            NumberText.count(result.rtlCycles()),
            NumberText.count(result.simulatedCycles()),
            result.agrees() ? "equal" : result.disagreement());
      }
    }
    String more =
        agreeing > MOST_LINES ? "and %d more that agree%n".formatted(agreeing - MOST_LINES) : "";
    return table.render(style) + more;
  }

  /** One line a kind of unit, and one for every run that disagrees. */
  private String summary(TextStyle style) {
    TextTable table =
        new TextTable(
            Column.text("unit"),
            Column.number("sets of settings", ""),
            Column.number("runs", ""),
            Column.number("wrong values", ""),
            Column.number("cycle differences", ""));
    for (UnitLine unit : units()) {
      table.row(
          unit.unit(),
          NumberText.count(unit.sets()),
          NumberText.count(unit.cases()),
          NumberText.count(unit.valueMismatches()),
          NumberText.count(unit.cycleDifferences()));
    }
    StringBuilder text = new StringBuilder(table.render(style));
    report.results().stream()
        .filter(result -> !result.agrees())
        .limit(MOST_LINES)
        .forEach(result ->
            text.append(
                "%n%s%n  %s: %s%n"
                    .formatted(result.unit().title(), result.title(), result.disagreement())));
    return text.toString();
  }

  @Override
  public boolean passed() {
    return report.agrees();
  }
}
