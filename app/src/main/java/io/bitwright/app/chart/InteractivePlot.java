package io.bitwright.app.chart;

import io.bitwright.app.report.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Points in one or more views, with what is told about each, filters by their variables, and the
 * keyboard. Without a script it is a picture.
 *
 * @param id of the plot in its page
 * @param caption below it
 * @param count of the points
 * @param hasFront whether some points are emphasised, but not all
 * @param frontWord what these are called: {@code on the front}
 * @param filters by variables that differ
 * @param views what is drawn
 * @param legend one entry a series
 * @param data what the script tells of the points, as JSON
 */
public record InteractivePlot(
    String id,
    String caption,
    int count,
    boolean hasFront,
    String frontWord,
    List<PlotFilter> filters,
    List<PlotView> views,
    List<LegendEntry> legend,
    String data)
    implements PagePart {
  /** There are so many colours and shapes, that of the background among them. */
  public static final int MOST_SERIES = 5;

  /** Number of the series that is drawn small and grey. */
  public static final int BACKGROUND = 4;

  /** A series in the legend. */
  public record LegendEntry(String kind, String path, String name) {}

  /**
   * What the script reads.
   *
   * @param figures names of the figures
   * @param points a list a point: its label, whether it is emphasised, its figures' texts, its
   *     variables' values
   */
  private record Data(List<String> figures, List<List<Object>> points) {}

  public InteractivePlot {
    filters = List.copyOf(filters);
    views = List.copyOf(views);
    legend = List.copyOf(legend);
  }

  /** One of its views as a picture for papers. */
  public PlotPicture picture(PlotView view) {
    return PlotPicture.of(view, legend);
  }

  /** How many points there are, for people. */
  public String countText() {
    return NumberText.count(count);
  }

  @Override
  public String kind() {
    return "plot";
  }

  /**
   * Draws points.
   *
   * @param id of the plot in its page
   * @param caption what it shows
   * @param series names of the series; only those that have points stand in the legend, and one
   *     alone does not
   * @param frontWord what emphasised points are called
   * @param points at least one; all with the same names of figures and variables
   * @param views what is drawn
   * @throws IllegalArgumentException if there are no points or too many series, or points differ in
   *     the names of what is told about them
   */
  public static InteractivePlot of(
      String id,
      String caption,
      List<String> series,
      String frontWord,
      List<PlotPoint> points,
      List<PlotView.Content> views) {
    check(series, points);
    long emphasised = points.stream().filter(PlotPoint::emphasised).count();
    return new InteractivePlot(
        id,
        caption,
        points.size(),
        emphasised > 0 && emphasised < points.size(),
        frontWord,
        filters(id, points),
        views.stream().map(content -> PlotView.of(content, points)).toList(),
        legend(series, points),
        PageData.of(data(points)));
  }

  private static void check(List<String> series, List<PlotPoint> points) {
    if (points.isEmpty() || series.size() > MOST_SERIES) {
      throw new IllegalArgumentException(
          "%d points in %d series have no plot".formatted(points.size(), series.size()));
    }
    PlotPoint first = points.getFirst();
    for (PlotPoint point : points) {
      if (!point.figures().keySet().equals(first.figures().keySet())
          || !point.variables().keySet().equals(first.variables().keySet())) {
        throw new IllegalArgumentException(
            "%s and %s differ in their figures or variables"
                .formatted(first.label(), point.label()));
      }
    }
  }

  private static List<PlotFilter> filters(String id, List<PlotPoint> points) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (PlotPoint point : points) {
      point
          .variables()
          .forEach(
              (name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }
    List<PlotFilter> filters = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, List<String>> variable : values.entrySet()) {
      Optional<PlotFilter> filter =
          PlotFilter.of(id, variable.getKey(), number++, variable.getValue());
      filter.ifPresent(filters::add);
    }
    return filters;
  }

  /** Series that have points, if there are several. */
  private static List<LegendEntry> legend(List<String> series, List<PlotPoint> points) {
    List<LegendEntry> legend = new ArrayList<>();
    for (int number = 0; number < series.size(); number++) {
      int wanted = number;
      if (points.stream().anyMatch(point -> point.series() == wanted)) {
        legend.add(new LegendEntry("series" + number, PlotView.shape(number), series.get(number)));
      }
    }
    return legend.size() > 1 ? legend : List.of();
  }

  private static Data data(List<PlotPoint> points) {
    return new Data(
        List.copyOf(points.getFirst().figures().keySet()),
        points.stream().map(InteractivePlot::data).toList());
  }

  private static List<Object> data(PlotPoint point) {
    return List.of(
        point.label(),
        point.emphasised(),
        List.copyOf(point.figures().values()),
        List.copyOf(point.variables().values()));
  }
}
