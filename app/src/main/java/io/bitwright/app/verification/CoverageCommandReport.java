package io.bitwright.app.verification;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.coverage.CoveragePoint;
import io.bitwright.testbench.coverage.CoveragePoint.Kind;
import io.bitwright.testbench.coverage.CoverageReport;
import java.util.List;
import java.util.Locale;

/** What co-simulation reaches of the RTL of units. */
record CoverageCommandReport(List<CoverageReport> reports) implements Report {
  CoverageCommandReport {
    reports = List.copyOf(reports);
  }

  /** The document of {@code coverage --json}; its keys are kept stable. */
  record Document(double lowestLines, double lowestToggles, boolean passed, List<Line> units) {}

  /** One unit; lines are lines and branches. */
  record Line(
      String unit,
      long cycles,
      int lines,
      int linesReached,
      int bits,
      int bitsToggled,
      int excluded,
      List<Missing> missing) {
    static Line of(CoverageReport report) {
      return new Line(
          report.unit().title(),
          report.cycles(),
          report.relevant(Kind.LINE),
          report.reached(Kind.LINE),
          report.relevant(Kind.TOGGLE),
          report.reached(Kind.TOGGLE),
          report.excluded(),
          report.missing().stream().map(Missing::of).toList());
    }
  }

  /** A point that was not reached. */
  record Missing(String kind, String place, String path) {
    static Missing of(CoveragePoint point) {
      return new Missing(point.kind().name().toLowerCase(Locale.ROOT), point.place(), point.path());
    }
  }

  @Override
  public Object json() {
    return new Document(
        CoverageReport.LOWEST_LINES,
        CoverageReport.LOWEST_TOGGLES,
        passed(),
        reports.stream().map(Line::of).toList());
  }

  @Override
  public String text(TextStyle style) {
    TextTable table =
        new TextTable(
            Column.text("unit"),
            Column.number("simulated", "cycles"),
            Column.number("lines and branches", ""),
            Column.number("run", ""),
            Column.number("bits", ""),
            Column.number("toggled", ""),
            Column.number("left out", ""));
    for (CoverageReport report : reports) {
      table.row(
          report.unit().unit().label(),
          NumberText.count(report.cycles()),
          NumberText.count(report.relevant(Kind.LINE)),
          NumberText.percent(report.share(Kind.LINE)),
          NumberText.count(report.relevant(Kind.TOGGLE)),
          NumberText.percent(report.share(Kind.TOGGLE)),
          NumberText.count(report.excluded()));
    }
    StringBuilder text = new StringBuilder(table.render(style));
    for (CoverageReport report : reports) {
      if (!report.missing().isEmpty()) {
        text.append('\n').append(missing(report, style));
      }
    }
    String verdict =
        passed() ? "the runs reach the RTL" : "the runs do NOT reach enough of the RTL";
    return text.append('\n')
        .append(passed() ? style.good(verdict) : style.bad(verdict))
        .append('\n')
        .toString();
  }

  private static String missing(CoverageReport report, TextStyle style) {
    TextTable table = new TextTable(Column.text("not reached"), Column.text("what"));
    report.missing().forEach(point -> table.row(point.place(), point.path()));
    return report.unit().title() + "\n\n" + table.render(style);
  }

  @Override
  public boolean passed() {
    return reports.stream().allMatch(CoverageReport::holds);
  }
}
