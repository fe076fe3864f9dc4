package io.bitwright.app.baseline;

import io.bitwright.app.baseline.FigureChange.Verdict;
import io.bitwright.app.report.JoinedDocument;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import java.util.List;
import java.util.Optional;

/**
 * A report, and its figures beside those of a baseline.
 *
 * @param report what is reported
 * @param comparison its figures then and now
 * @param worseBy the share by which a figure may get worse
 */
record BaselineReport(Report report, FigureComparison comparison, double worseBy)
    implements Report {
  /** Figures that are all shown; of more only those that changed. */
  private static final int MOST_LINES = 40;

  private static final int DIGITS = 6;
  private static final double LARGEST_COUNT = 1e15;

  /** What is added to the report's document. */
  record Addition(Document baseline) {}

  /** The comparison. */
  record Document(
      String file,
      double worseBy,
      int same,
      int better,
      int tolerated,
      int worse,
      List<String> added,
      List<Line> figures) {}

  /** A figure; of a baseline of 0 there is no share by which it changed. */
  record Line(
      String figure,
      String better,
      double baseline,
      double now,
      Optional<Double> change,
      String verdict) {}

  @Override
  public Object json() {
    if (!(report.json() instanceof Record document)) {
      throw new IllegalStateException("the document of a report is a record");
    }
    return new JoinedDocument(
        document,
        new Addition(
            new Document(
                comparison.baseline().file(),
                worseBy,
                count(Verdict.SAME),
                count(Verdict.BETTER),
                count(Verdict.TOLERATED),
                count(Verdict.WORSE),
                comparison.added().stream().map(Figure::name).toList(),
                comparison.changes().stream().map(this::line).toList())));
  }

  private Line line(FigureChange change) {
    return new Line(
        change.figure(),
        change.direction().betterWord(),
        change.baseline(),
        change.now(),
        change.change().stream().boxed().findFirst(),
        change.verdict(worseBy).label());
  }

  private int count(Verdict verdict) {
    return (int) comparison.changes().stream().filter(c -> c.verdict(worseBy) == verdict).count();
  }

  @Override
  public String text(TextStyle style) {
    boolean showsAll = comparison.changes().size() <= MOST_LINES;
    TextTable table =
        new TextTable(
            Column.text("figure"),
            Column.number("baseline", ""),
            Column.number("now", ""),
            Column.number("change", ""),
            Column.text("verdict"));
    comparison.changes().stream()
        .filter(change -> showsAll || change.verdict(worseBy) != Verdict.SAME)
        .forEach(change ->
            table.row(
                change.figure(),
                number(change.baseline()),
                number(change.now()),
                share(change),
                change.verdict(worseBy).label()));
    String rows = table.rows().isEmpty() ? "" : table.render(style) + "\n";
    return report.text(style)
        + "\n"
        + style.bold("Beside the baseline " + comparison.baseline().file())
        + "\n\n"
        + rows
        + summary(style);
  }

  private String summary(TextStyle style) {
    String added =
        comparison.added().isEmpty()
            ? ""
            : "%d figures are not in the baseline%n".formatted(comparison.added().size());
    String tolerated =
        worseBy > 0
            ? ", %d worse by at most %s %%"
                .formatted(count(Verdict.TOLERATED), NumberText.decimal(worseBy * 100))
            : "";
    String counts =
        "%d figures: %d same, %d better%s, %d WORSE"
            .formatted(
                comparison.changes().size(),
                count(Verdict.SAME),
                count(Verdict.BETTER),
                tolerated,
                count(Verdict.WORSE));
    return added + (isWorse() ? style.bad(counts) : style.good(counts)) + "\n";
  }

  private static String number(double value) {
    return value == StrictMath.rint(value) && Math.abs(value) < LARGEST_COUNT
        ? NumberText.count((long) value)
        : NumberText.significant(value, DIGITS);
  }

  private static String share(FigureChange change) {
    if (change.now() == change.baseline()) {
      return "";
    }
    return change.change().isEmpty()
        ? "from 0"
        : NumberText.signed(change.change().getAsDouble() * 100, 3) + " %";
  }

  private boolean isWorse() {
    return count(Verdict.WORSE) > 0;
  }

  @Override
  public boolean passed() {
    return report.passed() && !isWorse();
  }
}
