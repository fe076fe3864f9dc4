package io.bitwright.app.comparison;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import java.util.List;
import java.util.Optional;

/** What differs between two documents. Nothing is judged. */
record ComparisonReport(DocumentComparison comparison) implements Report {
  private static final int MOST_LINES = 25;
  private static final int MOST_CHARACTERS = 60;

  /** The document of {@code compare --json}; its keys are kept stable. */
  record Document(String command, String a, String b, int equal, List<Line> differences) {}

  /** A figure that differs; a or b is null where its document has no such figure. */
  record Line(
      String figure,
      Optional<Object> a,
      Optional<Object> b,
      Optional<Double> ratio,
      String change) {}

  @Override
  public Object json() {
    return new Document(
        comparison.first().kind().label(),
        comparison.first().file(),
        comparison.second().file(),
        comparison.equal(),
        comparison.differences().stream().map(ComparisonReport::line).toList());
  }

  private static Line line(FigureDifference difference) {
    return new Line(
        difference.name().text(),
        difference.before().map(Figure::plain),
        difference.after().map(Figure::plain),
        difference.ratio(),
        difference.change());
  }

  @Override
  public String text(TextStyle style) {
    List<FigureDifference> all = comparison.differences();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s a: %s%n%s b: %s%n%n"
            .formatted(
                comparison.first().kind().label(),
                comparison.first().file(),
                comparison.second().kind().label(),
                comparison.second().file()));
    table("the whole", all.stream().filter(one -> !one.name().ofItem()).toList(), style, text);
    table("items of lists", all.stream().filter(one -> one.name().ofItem()).toList(), style, text);
    return text.append(summary()).append('\n').toString();
  }

  /** How many figures differ. */
  String summary() {
    return "%s figures differ, %s are equal"
        .formatted(
            NumberText.count(comparison.differences().size()),
            NumberText.count(comparison.equal()));
  }

  private static void table(
      String what, List<FigureDifference> differences, TextStyle style, StringBuilder text) {
    if (differences.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            Column.text(what),
            Column.number("a", ""),
            Column.number("b", ""),
            Column.number("change", ""));
    for (FigureDifference difference :
        differences.subList(0, Math.min(MOST_LINES, differences.size()))) {
      table.row(
          difference.name().text(),
          cut(text(difference.before())),
          cut(text(difference.after())),
          difference.change());
    }
    text.append(table.render(style));
    if (differences.size() > MOST_LINES) {
      text.append(
          "and %s more; --json and --html have all%n"
              .formatted(NumberText.count(differences.size() - MOST_LINES)));
    }
    text.append('\n');
  }

  /** The figure, or that there is none. */
  static String text(Optional<Figure> figure) {
    return figure.map(Figure::text).orElse("-");
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 3) + "...";
  }

  @Override
  public Optional<String> html() {
    return Optional.of(ComparisonPage.of(this).html());
  }
}
