package io.bitwright.app.chart;

import io.bitwright.app.chart.RooflineChart.Tick;
import io.bitwright.codegen.render.TemplateEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * Points over two quantities, some of them marked.
 *
 * @param title what they are
 * @param alternative the picture in words
 * @param acrossTicks marks of the axis across
 * @param upwardTicks marks of the axis upwards
 * @param axisNames what the axes say
 * @param marks points, those of the front last, which so lie on top
 * @param legend kinds of points
 */
public record ScatterChart(
    PictureLabel title,
    String alternative,
    List<Tick> acrossTicks,
    List<Tick> upwardTicks,
    List<PictureLabel> axisNames,
    List<Mark> marks,
    List<Mark> legend) {
  /** Size of the picture. */
  public static final int WIDTH = 720;

  /** Size of the picture. */
  public static final int HEIGHT = 460;

  private static final String TEMPLATE = "report/scatter.svg.ftlh";
  private static final double LEFT = 84;
  private static final double RIGHT = 696;
  private static final double TOP = 76;
  private static final double BOTTOM = 404;
  private static final double LEGEND = 40;
  private static final double LEGEND_GAP = 120;
  private static final double MARGIN = 12;

  /**
   * A point.
   *
   * @param across value on the axis across, finite
   * @param upward value on the axis upwards, finite
   * @param onFront whether it is marked
   * @param label what it is
   */
  public record Point(double across, double upward, boolean onFront, String label) {}

  /**
   * A point as it is drawn, or its kind in the legend.
   *
   * @param path its shape: a circle, or a diamond of the front
   * @param kind class for its colour
   * @param title all about it
   * @param x where a name beside it begins
   * @param y foot of that name
   */
  public record Mark(String path, String kind, String title, double x, double y) {}

  public ScatterChart {
    acrossTicks = List.copyOf(acrossTicks);
    upwardTicks = List.copyOf(upwardTicks);
    axisNames = List.copyOf(axisNames);
    marks = List.copyOf(marks);
    legend = List.copyOf(legend);
  }

  /**
   * Draws points, at least one.
   *
   * @param across name and unit of the axis across
   * @param upward name and unit of the axis upwards
   */
  public static ScatterChart of(String title, String across, String upward, List<Point> points) {
    ValueAxis x = ValueAxis.over(points.stream().map(Point::across).toList(), LEFT, RIGHT);
    ValueAxis y = ValueAxis.over(points.stream().map(Point::upward).toList(), BOTTOM, TOP);
    List<Mark> marks = new ArrayList<>();
    for (boolean front : new boolean[] {false, true}) {
      points.stream()
          .filter(point -> point.onFront() == front)
          .forEach(p -> marks.add(mark(front, p.label(), x.at(p.across()), y.at(p.upward()))));
    }
    long onFront = points.stream().filter(Point::onFront).count();
    return new ScatterChart(
        PictureLabel.heading(title, WIDTH),
        "%s: %s over %s of %d points, %d of them on the front; the table has the same figures"
            .formatted(title, upward, across, points.size(), onFront),
        x.ticks(),
        y.ticks(),
        List.of(
            new PictureLabel(RIGHT, BOTTOM + 40, PictureLabel.END, across),
            new PictureLabel(MARGIN, TOP - 14, PictureLabel.START, upward)),
        marks,
        List.of(
            mark(true, "on the front", LEFT, LEGEND),
            mark(false, "beaten", LEFT + LEGEND_GAP, LEGEND)));
  }

  private static Mark mark(boolean front, String title, double x, double y) {
    String path =
        front
            ? "M%s %sl6 6l-6 6l-6 -6z".formatted(LogAxis.tenth(x), LogAxis.tenth(y - 6))
            : "M%s %sa4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
                .formatted(LogAxis.tenth(x - 4), LogAxis.tenth(y));
    return new Mark(path, front ? "series1" : "series0", title, x + 12, y + 4);
  }

  public int width() {
    return WIDTH;
  }

  public int height() {
    return HEIGHT;
  }

  public double left() {
    return LEFT;
  }

  public double right() {
    return RIGHT;
  }

  public double top() {
    return TOP;
  }

  public double bottom() {
    return BOTTOM;
  }

  /** The picture as SVG to stand in a page. */
  public String svg() {
    return new TemplateEngine().render(TEMPLATE, this);
  }
}
