package io.bitwright.app.studio;

import io.bitwright.app.chart.PageParts.Table;
import io.bitwright.app.chart.ScatterChart;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.codegen.render.TemplateEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The model of {@code studio/exploration.html.ftlh}. Public, since templates read nothing else.
 *
 * @param summary what was explored
 * @param pictures the points over two figures; none if no point has both
 * @param points the table
 * @param notes what a user should know
 */
public record ExplorationPage(
    String summary, List<String> pictures, Table points, List<String> notes) {
  private static final String TEMPLATE = "studio/exploration.html.ftlh";
  private static final int MOST_ROWS = 200;
  private static final int DIGITS = 4;

  public ExplorationPage {
    pictures = List.copyOf(pictures);
    notes = List.copyOf(notes);
  }

  /** Which points a table shows. */
  enum Rows {
    FRONT,
    ALL
  }

  /** Two figures of an exploration over each other, and a table by the first. */
  static ExplorationPage of(
      Exploration all, Exploration.Figure across, Exploration.Figure upward, Rows rows) {
    List<Exploration.Point> both =
        all.points().stream().filter(p -> has(p, across) && has(p, upward)).toList();
    List<String> pictures =
        both.isEmpty()
            ? List.of()
            : List.of(
                ScatterChart.of(
                        all.space(),
                        across.label(),
                        upward.label(),
                        both.stream().map(p -> drawn(all, p, across, upward)).toList())
                    .svg());
    List<Exploration.Point> chosen =
        both.stream()
            .filter(p -> rows == Rows.ALL || p.onFront())
            .sorted(Comparator.comparingDouble(p -> value(p, across)))
            .toList();
    List<String> notes = new ArrayList<>();
    if (both.size() < all.points().size()) {
      int missing = all.points().size() - both.size();
      notes.add(missing + (missing == 1 ? " point lacks" : " points lack") + " one of the figures");
    }
    if (chosen.size() > MOST_ROWS) {
      notes.add("the first %d of %d points are listed".formatted(MOST_ROWS, chosen.size()));
    }
    long front = all.points().stream().filter(Exploration.Point::onFront).count();
    return new ExplorationPage(
        "%s points, %s of them on the Pareto front"
            .formatted(NumberText.count(all.points().size()), NumberText.count(front)),
        pictures,
        table(all, chosen.subList(0, Math.min(MOST_ROWS, chosen.size())), across),
        notes);
  }

  /** What goes into the page. */
  String html() {
    return new TemplateEngine().render(TEMPLATE, this);
  }

  private static boolean has(Exploration.Point point, Exploration.Figure figure) {
    return Double.isFinite(value(point, figure));
  }

  private static double value(Exploration.Point point, Exploration.Figure figure) {
    return point.figures().getOrDefault(figure.name(), Double.NaN);
  }

  private static ScatterChart.Point drawn(
      Exploration all,
      Exploration.Point point,
      Exploration.Figure across,
      Exploration.Figure upward) {
    List<String> words = new ArrayList<>();
    all.variables()
        .forEach(name -> words.add(name + " " + point.variables().getOrDefault(name, "")));
    for (Exploration.Figure figure : List.of(across, upward)) {
      words.add(figure.label() + " " + NumberText.brief(value(point, figure), DIGITS));
    }
    return new ScatterChart.Point(
        value(point, across), value(point, upward), point.onFront(), String.join(", ", words));
  }

  private static Table table(
      Exploration all, List<Exploration.Point> points, Exploration.Figure across) {
    Stream<Column> names =
        Stream.of(
                Stream.of(Column.number("point", ""), Column.text("front")),
                all.variables().stream().map(Column::text),
                all.figures().stream().map(f -> Column.number(f.name(), f.unit())))
            .flatMap(column -> column);
    TextTable table = new TextTable(names.toArray(Column[]::new));
    for (Exploration.Point point : points) {
      List<String> cells = new ArrayList<>(List.of(point.number(), point.onFront() ? "yes" : ""));
      all.variables().forEach(name -> cells.add(point.variables().getOrDefault(name, "")));
      all.figures().forEach(figure -> cells.add(text(point, figure)));
      table.row(cells.toArray(String[]::new));
    }
    return Table.of("Points by " + across.label(), table);
  }

  private static String text(Exploration.Point point, Exploration.Figure figure) {
    return has(point, figure) ? NumberText.brief(value(point, figure), DIGITS) : "";
  }
}
