package io.bitwright.app.hardware;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import java.util.List;
import java.util.Optional;

/** Runs of RTL beside golden kernel and simulator. */
record CosimCommandReport(String design, long seed, CosimReport report) implements Report {
  private static final int MOST_LINES = 40;

  /** The document of {@code cosim --json}; its keys are kept stable. */
  record Document(
      String design,
      long seed,
      int cases,
      long valueMismatches,
      long cycleDifferences,
      boolean agrees,
      List<Line> results) {}

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
  public Object json() {
    return new Document(
        design,
        seed,
        report.cases(),
        report.valueMismatches(),
        report.cycleDifferences(),
        report.agrees(),
        report.results().stream().map(Line::of).toList());
  }

  @Override
  public String text(TextStyle style) {
    TextTable table =
        new TextTable(
            Column.text("work"),
            Column.text("operands"),
            Column.text("stalls"),
            Column.number("RTL", "cycles"),
            Column.number("simulated", "cycles"),
            Column.text("verdict"));
    List<CosimResult> results = report.results();
    // Runs that disagree always show; of those that agree, as many as fit a page.
    int agreeing = 0;
    for (CosimResult result : results) {
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
    String verdict =
        "%s: %d runs, %d value mismatches, %d cycle differences: %s"
            .formatted(
                design,
                report.cases(),
                report.valueMismatches(),
                report.cycleDifferences(),
                report.agrees() ? "RTL, golden and simulator agree" : "they DISAGREE");
    return table.render(style)
        + more
        + "\n"
        + (report.agrees() ? style.good(verdict) : style.bad(verdict))
        + "\n";
  }

  @Override
  public boolean passed() {
    return report.agrees();
  }
}
