package io.bitwright.app.estimate;

import io.bitwright.app.chart.InteractivePlot;
import io.bitwright.app.chart.PagePart;
import io.bitwright.app.chart.PageParts.Column;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PlotAxis;
import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.PlotPoint;
import io.bitwright.app.chart.PlotView;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.ReportPage.Section;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.chart.SortableTable.Cell;
import io.bitwright.app.report.NumberText;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page of {@code estimate --cases --html}: time over energy, and every row.
 *
 * @param name of the file of cases
 * @param columns its header
 * @param rows cells of its rows, as many as columns
 * @param results one a row
 */
record CasePage(
    String name, List<String> columns, List<List<String>> rows, List<CaseResult> results) {
  /** More rows would take a browser seconds to lay out. */
  private static final int MOST_ROWS = 5000;

  private static final String PLOT = "cases-plot";
  private static final String SECONDS = "seconds";
  private static final String JOULES = "energy_j";

  ReportPage page() {
    List<Section> sections = new ArrayList<>();
    List<PagePart> plot = plot();
    if (!plot.isEmpty()) {
      sections.add(new Section("plot", "Energy over time", "", plot));
    }
    sections.add(new Section("cases", "Cases", "", List.of(table(!plot.isEmpty()))));
    long errors = results.stream().filter(result -> !result.error().isEmpty()).count();
    return new ReportPage(
        "Cases of " + name,
        "Estimates of bitwright, one a row",
        List.of(
            new Figure("cases", NumberText.count(results.size())),
            new Figure("with an error", NumberText.count(errors))),
        sections,
        results.size() > MOST_ROWS
            ? List.of("the first %s rows; the file has all".formatted(NumberText.count(MOST_ROWS)))
            : List.of());
  }

  private int shown() {
    return Math.min(MOST_ROWS, results.size());
  }

  /** All cases with a time and an energy; empty if there are fewer than two. */
  private List<PagePart> plot() {
    Map<Integer, Place> places = new TreeMap<>();
    List<PlotPoint> points = new ArrayList<>();
    for (int number = 0; number < shown(); number++) {
      String seconds = result(number, SECONDS);
      String joules = result(number, JOULES);
      if (isPositive(seconds) && isPositive(joules)) {
        places.put(number, new Place(Double.parseDouble(seconds), Double.parseDouble(joules)));
      }
      points.add(point(number));
    }
    if (places.size() < 2) {
      return List.of();
    }
    return List.of(
        InteractivePlot.of(
            PLOT,
            "Each point is a case that has a time and an energy.",
            List.of("case"),
            "",
            points,
            List.of(
                new PlotView.Content(
                    "Energy over time",
                    true,
                    new PlotAxis("time", "s", Scale.LOGARITHMIC),
                    new PlotAxis("energy", "J", Scale.LOGARITHMIC),
                    places,
                    List.of()))));
  }

  private static boolean isPositive(String cell) {
    return !cell.isEmpty() && Double.parseDouble(cell) > 0;
  }

  private String result(int number, String column) {
    return results.get(number).cells().get(CaseResult.COLUMNS.indexOf(column));
  }

  private PlotPoint point(int number) {
    Map<String, String> figures = new LinkedHashMap<>();
    for (String column : CaseResult.COLUMNS) {
      figures.put(column, text(column, result(number, column)));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      if (!columns.get(column).equals("id")) {
        String cell = rows.get(number).get(column);
        variables.put(columns.get(column), cell.isEmpty() ? "default" : cell);
      }
    }
    int id = columns.indexOf("id");
    String label = id < 0 ? "" : rows.get(number).get(id);
    return new PlotPoint(
        label.isEmpty() ? "case " + (number + 1) : label, 0, false, figures, variables);
  }

  private SortableTable table(boolean hasPlot) {
    List<Column> header = new ArrayList<>(List.of(Column.number("row")));
    for (int column = 0; column < columns.size(); column++) {
      int index = column;
      boolean numbers =
          rows.stream().limit(shown()).allMatch(row -> isNumberOrEmpty(row.get(index)));
      header.add(new Column(columns.get(column), numbers));
    }
    for (String column : CaseResult.COLUMNS) {
      boolean words = column.equals("bound_by") || column.equals("error");
      header.add(new Column(column, !words));
    }
    List<SortableTable.Row> lines = new ArrayList<>();
    for (int number = 0; number < shown(); number++) {
      lines.add(new SortableTable.Row(number, cells(number)));
    }
    return new SortableTable(
        "case-table", "Cases with their results", hasPlot ? PLOT : "", !hasPlot, header, lines);
  }

  private List<Cell> cells(int number) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.number(Integer.toString(number + 1), number + 1));
    for (String cell : rows.get(number)) {
      cells.add(Cell.quantity(cell));
    }
    for (String column : CaseResult.COLUMNS) {
      String exact = result(number, column);
      String text = text(column, exact);
      cells.add(isNumber(exact) ? Cell.number(text, Double.parseDouble(exact)) : Cell.words(text));
    }
    return cells;
  }

  /** The exact result as people read it. */
  private static String text(String column, String exact) {
    if (!isNumber(exact)) {
      return exact;
    }
    double value = Double.parseDouble(exact);
    return switch (column) {
      case SECONDS -> Quantities.formatSeconds(value);
      case JOULES -> Quantities.formatJoules(value);
      case "mfu" -> Quantities.formatPercent(value);
      default -> Quantities.formatNumber(value);
    };
  }

  private static boolean isNumberOrEmpty(String cell) {
    return cell.isEmpty() || isNumber(cell);
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");
  }
}
