package io.bitwright.app.chart;

import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A roofline (Williams, Waterman and Patterson, "Roofline", CACM 52(4), 2009): operations a byte
 * across, operations a second upwards, both logarithmic; the memory's slope and a roof for each
 * peak.
 *
 * @param roofs slope and peaks
 * @param acrossTicks marks of the axis across
 * @param upwardTicks marks of the axis upwards
 * @param points work under the roofs; what lies at one place is one point
 */
public record RooflineChart(
    List<Roof> roofs, List<Tick> acrossTicks, List<Tick> upwardTicks, List<Point> points) {
  /** Size of the picture. */
  public static final int WIDTH = 720;

  /** Size of the picture. */
  public static final int HEIGHT = 420;

  private static final int LEFT = 92;
  private static final int RIGHT = 692;
  private static final int TOP = 24;
  private static final int BOTTOM = 370;
  private static final int LABEL_HEIGHT = 13;
  private static final double LABEL_CHARACTER = 6.4;
  private static final int LABEL_GAP = 9;
  private static final int LABEL_DROP = 16;

  /** Labels stand below their points: the lowest ones need room. */
  private static final double ROOM_BELOW = 4;

  private static final int RADIUS = 7;
  private static final String START = "start";
  private static final String END = "end";

  /** A straight line and its name, which ends or stands in the middle at a place. */
  public record Roof(
      double x1,
      double y1,
      double x2,
      double y2,
      String label,
      double labelX,
      double labelY,
      String anchor) {}

  /** A mark of an axis. */
  public record Tick(double at, String label) {}

  /**
   * A point.
   *
   * @param label the names of what lies there
   * @param labelY height of the label, moved so that labels do not cover each other
   * @param anchor side of the label that {@code labelX} is, as SVG names it
   * @param kind class for its colour
   * @param title all about it
   */
  public record Point(
      double x,
      double y,
      String label,
      double labelX,
      double labelY,
      String anchor,
      String kind,
      String title) {
    private double labelWidth() {
      return LABEL_CHARACTER * label.length();
    }

    private double labelStart() {
      return anchor.equals(START) ? labelX : labelX - labelWidth();
    }
  }

  /**
   * Work to be drawn.
   *
   * @param flopsPerByte above 0
   * @param flopsPerSecond above 0
   * @param peakFlopsPerSecond roof over it, above 0
   */
  public record Work(
      String name,
      String kind,
      double flopsPerByte,
      double flopsPerSecond,
      double peakFlopsPerSecond,
      String title) {}

  public RooflineChart {
    roofs = List.copyOf(roofs);
    acrossTicks = List.copyOf(acrossTicks);
    upwardTicks = List.copyOf(upwardTicks);
    points = List.copyOf(points);
  }

  public int width() {
    return WIDTH;
  }

  public int height() {
    return HEIGHT;
  }

  public int left() {
    return LEFT;
  }

  public int right() {
    return RIGHT;
  }

  public int top() {
    return TOP;
  }

  public int bottom() {
    return BOTTOM;
  }

  /**
   * Draws work, at least one, on a machine.
   *
   * @param bytesPerSecond peak of its memory
   */
  public static RooflineChart of(List<Work> work, double bytesPerSecond) {
    List<Double> intensities = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    TreeSet<Double> peaks = new TreeSet<>();
    for (Work one : work) {
      peaks.add(one.peakFlopsPerSecond());
      intensities.add(one.flopsPerByte());
      intensities.add(one.peakFlopsPerSecond() / bytesPerSecond);
      rates.add(one.flopsPerSecond() / ROOM_BELOW);
      rates.add(one.peakFlopsPerSecond());
    }
    LogAxis across = LogAxis.over(intensities, LEFT, RIGHT);
    LogAxis upward = LogAxis.over(rates, BOTTOM, TOP);
    return new RooflineChart(
        roofs(across, upward, peaks, bytesPerSecond),
        across.decades().stream()
            .map(v -> new Tick(across.at(v), Quantities.formatNumber(v)))
            .toList(),
        upward.decades().stream()
            .map(v -> new Tick(upward.at(v), Quantities.formatFlopsPerSecond(v)))
            .toList(),
        points(work, across, upward));
  }

  private static List<Roof> roofs(
      LogAxis across, LogAxis upward, TreeSet<Double> peaks, double bytesPerSecond) {
    List<Roof> roofs = new ArrayList<>();
    double first = Math.max(across.least(), upward.least() / bytesPerSecond);
    double last = peaks.last() / bytesPerSecond;
    double foot = upward.at(first * bytesPerSecond);
    roofs.add(
        new Roof(
            across.at(first),
            foot,
            across.at(last),
            upward.at(peaks.last()),
            Quantities.formatBytesPerSecond(bytesPerSecond),
            LogAxis.tenth((across.at(first) + across.at(last)) / 2 - LABEL_GAP),
            LogAxis.tenth((foot + upward.at(peaks.last())) / 2 - LABEL_GAP),
            END));
    for (double peak : peaks) {
      double height = upward.at(peak);
      roofs.add(
          new Roof(
              across.at(peak / bytesPerSecond),
              height,
              RIGHT,
              height,
              Quantities.formatFlopsPerSecond(peak),
              RIGHT,
              LogAxis.tenth(height - 5),
              END));
    }
    return roofs;
  }

  private static List<Point> points(List<Work> work, LogAxis across, LogAxis upward) {
    Map<String, List<Work>> places = new LinkedHashMap<>();
    for (Work one : work) {
      String place =
          Math.round(across.at(one.flopsPerByte()) / 4)
              + " "
              + Math.round(upward.at(one.flopsPerSecond()) / 4);
      places.computeIfAbsent(place, key -> new ArrayList<>()).add(one);
    }
    List<Point> points = new ArrayList<>();
    for (List<Work> together : places.values()) {
      points.add(point(together, across, upward));
    }
    points.sort(Comparator.comparingDouble(Point::y).thenComparingDouble(Point::x));
    List<Point> placed = new ArrayList<>();
    points.forEach(point -> placed.add(withoutCovering(point, points, placed)));
    return placed;
  }

  private static Point point(List<Work> together, LogAxis across, LogAxis upward) {
    Work first = together.getFirst();
    double x = across.at(first.flopsPerByte());
    double y = upward.at(first.flopsPerSecond());
    boolean right = x < (LEFT + RIGHT) / 2.0;
    String others = together.size() == 1 ? "" : " +" + (together.size() - 1);
    return new Point(
        x,
        y,
        first.name() + others,
        LogAxis.tenth(right ? x + LABEL_GAP : x - LABEL_GAP),
        LogAxis.tenth(y + LABEL_DROP),
        right ? START : END,
        first.kind(),
        String.join("; ", together.stream().map(Work::title).toList()));
  }

  /** Moves a label down past all points and earlier labels that it would cover. */
  private static Point withoutCovering(Point point, List<Point> all, List<Point> earlier) {
    double y = point.labelY();
    while (covers(point, y, all, earlier)) {
      y = LogAxis.tenth(y + LABEL_HEIGHT / 2.0);
    }
    return new Point(
        point.x, point.y, point.label, point.labelX, y, point.anchor, point.kind, point.title);
  }

  private static boolean covers(Point point, double y, List<Point> all, List<Point> earlier) {
    double start = point.labelStart();
    double end = start + point.labelWidth();
    boolean coversPoint =
        all.stream()
            .anyMatch(other ->
                start < other.x + RADIUS
                    && other.x - RADIUS < end
                    && y - LABEL_HEIGHT < other.y + RADIUS
                    && other.y - RADIUS < y);
    return coversPoint
        || earlier.stream()
            .anyMatch(other ->
                Math.abs(other.labelY() - y) < LABEL_HEIGHT
                    && start < other.labelStart() + other.labelWidth()
                    && other.labelStart() < end);
  }
}
