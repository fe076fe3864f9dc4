package io.bitwright.app.command;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.convention.ValidationRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Published and measured numbers beside ours, one table a source. */
record ValidationReport(Map<ValidationSubject, List<ValidationRow>> bySubject) implements Report {

  /** The document of {@code validate --json}. */
  record Document(List<ValidationRow> rows, int holding, int knownDeviations, int failing) {}

  /** Rows of subjects, in their order. */
  static ValidationReport of(List<ValidationSubject> subjects) {
    Map<ValidationSubject, List<ValidationRow>> bySubject = new LinkedHashMap<>();
    subjects.forEach(subject -> bySubject.put(subject, subject.rows()));
    return new ValidationReport(bySubject);
  }

  /** The rows of all its subjects. */
  List<ValidationRow> rows() {
    return bySubject.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public Optional<String> html() {
    return Optional.of(ValidationPage.of(bySubject).html());
  }

  @Override
  public String text(TextStyle style) {
    List<ValidationRow> rows = rows();
    Map<String, List<ValidationRow>> bySource = new LinkedHashMap<>();
    for (ValidationRow row : rows) {
      bySource.computeIfAbsent(row.source(), source -> new ArrayList<>()).add(row);
    }
    StringBuilder text = new StringBuilder();
    bySource.forEach((source, itsRows) -> text.append(section(source, itsRows, style)));
    text.append(summary(rows)).append('\n');
    return text.toString();
  }

  private static String section(String source, List<ValidationRow> rows, TextStyle style) {
    TextTable table =
        new TextTable(
            Column.text("item"),
            Column.number("published", ""),
            Column.number("ours", ""),
            Column.text("unit"),
            Column.number("error", ""),
            Column.text("verdict"));
    for (ValidationRow row : rows) {
      table.row(
          row.item(),
          NumberText.decimal(row.published()),
          NumberText.significant(row.ours(), 4),
          row.unit(),
          NumberText.signed(row.error(), 2),
          verdict(row));
    }
    StringBuilder text = new StringBuilder(style.bold(source) + "\n\n" + table.render(style));
    Set<String> notes = new LinkedHashSet<>();
    rows.stream().filter(ValidationRow::knownDeviation).forEach(row -> notes.add(row.note()));
    notes.forEach(note -> text.append("known deviation: ").append(note).append('\n'));
    return text.append(summary(rows)).append("\n\n").toString();
  }

  static String verdict(ValidationRow row) {
    if (row.holds()) {
      return "holds";
    }
    return row.knownDeviation() ? "known deviation" : "FAILS";
  }

  static String summary(List<ValidationRow> rows) {
    return "%d of %d hold, %d known deviations, %d failing"
        .formatted(holding(rows), rows.size(), known(rows), failing(rows));
  }

  static int holding(List<ValidationRow> rows) {
    return (int) rows.stream().filter(ValidationRow::holds).count();
  }

  static int known(List<ValidationRow> rows) {
    return (int) rows.stream().filter(ValidationRow::knownDeviation).count();
  }

  static int failing(List<ValidationRow> rows) {
    return rows.size() - holding(rows) - known(rows);
  }

  @Override
  public Object json() {
    List<ValidationRow> rows = rows();
    return new Document(rows, holding(rows), known(rows), failing(rows));
  }

  @Override
  public boolean passed() {
    return failing(rows()) == 0;
  }
}
