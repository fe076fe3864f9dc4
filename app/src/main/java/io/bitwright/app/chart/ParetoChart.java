package io.bitwright.app.chart;

import io.bitwright.app.chart.PageParts.Column;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.SortableTable.Cell;
import io.bitwright.app.chart.SortableTable.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Designs of a search at two of their objectives, and those on the front as a table: a plot whose
 * points tell about themselves and can be chosen by their variables, and a sortable table whose
 * rows come and go with the points. Thousands of points are few enough.
 *
 * @param id of the plot in its page; the table's is this with {@code -front} behind it
 * @param caption what was searched
 * @param across the objective to the right
 * @param upward the objective upwards
 * @param points all that is shown, on the front or not
 */
public record ParetoChart(String id, String caption, Axis across, Axis upward, List<Point> points) {
  private static final String ON_FRONT = "on the front";

  /** Those in between have no points: what is beaten is background. */
  private static final List<String> SERIES = List.of(ON_FRONT, "", "", "", "beaten");

  /**
   * An objective.
   *
   * @param name such as {@code latency}
   * @param unit as {@link PlotAxis} takes it
   * @param scale of the axis
   * @param direction which values are better
   */
  public record Axis(String name, String unit, PlotAxis.Scale scale, Direction direction) {
    PlotAxis plotted() {
      return new PlotAxis(name + ", " + direction.label(), unit, scale);
    }

    String text(double value) {
      return plotted().withUnit(value);
    }
  }

  /**
   * A design.
   *
   * @param id what names it to other programs
   * @param x value of the objective to the right, in its unit
   * @param y value of the objective upwards, in its unit
   * @param label what names it to people
   * @param onFront whether no other design beats it, in all objectives of the search
   * @param figures what is told of it beside the two objectives: name and text, in order
   * @param variables values of what was searched over, by name, in order
   */
  public record Point(
      String id,
      double x,
      double y,
      String label,
      boolean onFront,
      Map<String, String> figures,
      Map<String, String> variables) {
    public Point {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
  }

  /**
   * @throws IllegalArgumentException if there are no points, two have the same id, or they differ
   *     in the names of figures or variables
   */
  public ParetoChart {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a front of no points has no chart");
    }
    Set<String> ids = new HashSet<>();
    for (Point point : points) {
      if (!ids.add(point.id)) {
        throw new IllegalArgumentException("two points have the id " + point.id);
      }
    }
  }

  /** The plot and the table, as a section of a page. */
  public ReportPage.Section section(String title) {
    return new ReportPage.Section(
        id + "-section",
        title,
        "Point or tab to a point to read its figures; the arrows left and right go to its"
            + " neighbours, up and down along the front.",
        parts());
  }

  /** The plot alone, for papers. */
  public PlotPicture picture() {
    InteractivePlot plot = plot();
    return plot.picture(plot.views().getFirst());
  }

  /** The plot and the table. */
  public List<PagePart> parts() {
    return List.of(plot(), table());
  }

  private InteractivePlot plot() {
    Map<Integer, Place> places = new TreeMap<>();
    List<PlotPoint> plotted = new ArrayList<>();
    for (int number = 0; number < points.size(); number++) {
      Point point = points.get(number);
      places.put(number, new Place(point.x, point.y));
      plotted.add(
          new PlotPoint(
              point.label,
              point.onFront ? 0 : InteractivePlot.BACKGROUND,
              point.onFront,
              told(point),
              point.variables));
    }
    List<Place> all = List.copyOf(places.values());
    List<Place> front =
        ParetoFront.of(all, across.direction, upward.direction).stream().map(all::get).toList();
    PlotView.Content view =
        new PlotView.Content(
            upward.name + " over " + across.name,
            true,
            across.plotted(),
            upward.plotted(),
            places,
            List.of(new PlotGuide.Path(front)));
    return InteractivePlot.of(id, caption, SERIES, ON_FRONT, plotted, List.of(view));
  }

  private Map<String, String> told(Point point) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("id", point.id);
    told.put(across.name, across.text(point.x));
    told.put(upward.name, upward.text(point.y));
    point.figures.forEach(told::putIfAbsent);
    point.variables.forEach(told::putIfAbsent);
    return told;
  }

  private SortableTable table() {
    List<Integer> onFront = new ArrayList<>();
    for (int number = 0; number < points.size(); number++) {
      if (points.get(number).onFront) {
        onFront.add(number);
      }
    }
    onFront.sort(
        Comparator.comparingDouble(
            (Integer number) -> across.direction.cost(points.get(number).x)));
    List<Column> columns = new ArrayList<>(List.of(Column.text("design")));
    for (String name : told(points.getFirst()).keySet()) {
      columns.add(column(name, onFront));
    }
    return new SortableTable(
        id + "-front",
        "Designs on the front; with the filters above",
        id,
        false,
        columns,
        onFront.stream().map(this::row).toList());
  }

  /** To the right where all cells are numbers. */
  private Column column(String name, List<Integer> numbers) {
    boolean isNumber =
        numbers.stream()
            .allMatch(number ->
                QuantityText.value(told(points.get(number)).getOrDefault(name, "")).isPresent());
    return new Column(name, isNumber && !numbers.isEmpty());
  }

  private Row row(int number) {
    Point point = points.get(number);
    List<Cell> cells = new ArrayList<>(List.of(Cell.words(point.label)));
    told(point).forEach((name, text) -> cells.add(cell(point, name, text)));
    return new Row(number, cells);
  }

  /** Sorted by the exact value where there is one. */
  private Cell cell(Point point, String name, String text) {
    if (name.equals(across.name)) {
      return Cell.number(text, point.x);
    }
    if (name.equals(upward.name)) {
      return Cell.number(text, point.y);
    }
    return Cell.quantity(text);
  }
}
