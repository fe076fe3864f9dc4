package io.bitwright.app.verification;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.mutation.MutantResult;
import io.bitwright.testbench.mutation.MutantResult.Verdict;
import io.bitwright.testbench.mutation.Mutation;
import io.bitwright.testbench.mutation.MutationReport;
import java.util.List;
import java.util.Locale;

/** Mutants of units: how many of them the co-simulation noticed, and which it did not. */
record MutateReport(List<MutationReport> reports, boolean listSurvivors) implements Report {
  MutateReport {
    reports = List.copyOf(reports);
  }

  /** The document of {@code mutate --json}; its keys are kept stable. */
  record Document(double lowestScore, boolean passed, List<UnitMutants> units) {}

  /** The mutants of one unit. */
  record UnitMutants(
      String unit,
      long seed,
      int runs,
      int mutants,
      int killed,
      int equivalent,
      int explained,
      int open,
      double score,
      List<Survivor> survivors) {
    static UnitMutants of(MutationReport report) {
      return new UnitMutants(
          report.unit().title(),
          report.seed(),
          report.runs(),
          report.results().size(),
          report.count(Verdict.KILLED),
          report.count(Verdict.EQUIVALENT),
          report.count(Verdict.EXPLAINED),
          report.count(Verdict.OPEN),
          report.score(),
          report.survivors().stream().map(Survivor::of).toList());
    }
  }

  /** A fault that no run noticed; the place is file and line of the RTL. */
  record Survivor(
      String place,
      String mode,
      String cell,
      String port,
      int bit,
      String wire,
      String verdict,
      String reason) {
    static Survivor of(MutantResult result) {
      Mutation mutation = result.mutation();
      return new Survivor(
          mutation.place(),
          mutation.mode(),
          mutation.cell(),
          mutation.port(),
          mutation.portBit(),
          mutation.wire(),
          result.verdict().name().toLowerCase(Locale.ROOT),
          result.reason());
    }
  }

  @Override
  public Object json() {
    return new Document(
        MutationReport.LOWEST_SCORE, passed(), reports.stream().map(UnitMutants::of).toList());
  }

  @Override
  public String text(TextStyle style) {
    TextTable table =
        new TextTable(
            Column.text("unit"),
            Column.number("mutants", ""),
            Column.number("killed", ""),
            Column.number("equivalent", ""),
            Column.number("explained", ""),
            Column.number("open", ""),
            Column.number("score", ""));
    for (MutationReport report : reports) {
      table.row(
          report.unit().unit().label(),
          NumberText.count(report.results().size()),
          NumberText.count(report.count(Verdict.KILLED)),
          NumberText.count(report.count(Verdict.EQUIVALENT)),
          NumberText.count(report.count(Verdict.EXPLAINED)),
          NumberText.count(report.count(Verdict.OPEN)),
          NumberText.percent(report.score()));
    }
    StringBuilder text = new StringBuilder(table.render(style));
    if (listSurvivors) {
      reports.forEach(report -> text.append('\n').append(survivors(report, style)));
    }
    String verdict =
        passed()
            ? "the co-simulation notices the faults"
            : "the co-simulation MISSES FAULTS: a score is below %s"
                .formatted(NumberText.percent(MutationReport.LOWEST_SCORE));
    return text.append('\n')
        .append(passed() ? style.good(verdict) : style.bad(verdict))
        .append('\n')
        .toString();
  }

  private static String survivors(MutationReport report, TextStyle style) {
    TextTable table =
        new TextTable(Column.text("survivor"), Column.text("fault"), Column.text("verdict"));
    for (MutantResult result : report.survivors()) {
      String reason = result.reason().isEmpty() ? "" : ": " + result.reason();
      table.row(
          result.mutation().place(),
          result.mutation().toString(),
          result.verdict().name().toLowerCase(Locale.ROOT) + reason);
    }
    return report.unit().title() + "\n\n" + table.render(style);
  }

  @Override
  public boolean passed() {
    return reports.stream().allMatch(MutationReport::holds);
  }
}
