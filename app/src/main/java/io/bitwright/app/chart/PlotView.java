package io.bitwright.app.chart;

import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.RooflineChart.Tick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points at two of their figures, drawn.
 *
 * @param title what is shown
 * @param alternative the same in words, with the range
 * @param acrossTicks at the lower edge
 * @param upwardTicks at the left edge
 * @param axisNames names of the axes
 * @param guides behind the points
 * @param marks the points, emphasised ones last
 * @param labels names beside points
 * @param leaders from points to names that stand apart
 */
public record PlotView(
    String title,
    String alternative,
    List<Tick> acrossTicks,
    List<Tick> upwardTicks,
    List<PictureLabel> axisNames,
    List<GuideShape> guides,
    List<Mark> marks,
    List<PictureLabel> labels,
    List<FrontChart.Leader> leaders) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 78;
  private static final int RIGHT = 724;
  private static final int TOP = 34;
  private static final int BOTTOM = 366;
  private static final int MOST_NAMES = 24;

  /** Shapes of the series about (0, 0): a circle, a square, a diamond, a triangle, a dot. */
  private static final List<String> SHAPES =
      List.of(
          "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
          "M-3.5-3.5h7v7h-7z",
          "M0-5l5 5l-5 5l-5-5z",
          "M0-5l5 9h-10z",
          "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z");

  private static final String LARGE_CIRCLE = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z";

  /**
   * What a view shows.
   *
   * @param title of the view
   * @param named whether names stand beside points, if these are few
   * @param across the axis to the right
   * @param upward the axis upwards
   * @param places of the points, by their number; a point without one is not in the view
   * @param guides behind the points
   */
  public record Content(
      String title,
      boolean named,
      PlotAxis across,
      PlotAxis upward,
      Map<Integer, Place> places,
      List<PlotGuide> guides) {
    public Content {
      places = Collections.unmodifiableMap(new TreeMap<>(places));
      guides = List.copyOf(guides);
    }
  }

  /**
   * A guide.
   *
   * @param kind its class
   * @param path its shape
   */
  public record GuideShape(String kind, String path) {}

  /**
   * A point.
   *
   * @param point its number
   * @param kind classes for its colour
   * @param path its shape about (0, 0)
   */
  public record Mark(int point, double x, double y, String kind, String path) {}

  public PlotView {
    acrossTicks = List.copyOf(acrossTicks);
    upwardTicks = List.copyOf(upwardTicks);
    axisNames = List.copyOf(axisNames);
    guides = List.copyOf(guides);
    marks = List.copyOf(marks);
    labels = List.copyOf(labels);
    leaders = List.copyOf(leaders);
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

  /** The shape of a series. */
  static String shape(int series) {
    return SHAPES.get(series);
  }

  /**
   * Draws points.
   *
   * @throws IllegalArgumentException if none has a place, or one's place is not on an axis
   */
  static PlotView of(Content content, List<PlotPoint> points) {
    return new Drawing(
            content,
            PlotScale.over(content.across.scale(), values(content, true), LEFT, RIGHT),
            PlotScale.over(content.upward.scale(), values(content, false), BOTTOM, TOP))
        .view(points);
  }

  private static List<Double> values(Content content, boolean across) {
    return content.places.values().stream().map(p -> across ? p.x() : p.y()).toList();
  }

  /** Works out what is drawn where. */
  private record Drawing(Content content, PlotScale across, PlotScale upward) {

    PlotView view(List<PlotPoint> points) {
      List<Mark> marks = new ArrayList<>();
      for (boolean emphasised : new boolean[] {false, true}) {
        content.places.forEach((number, place) -> {
          PlotPoint point = points.get(number);
          if (point.emphasised() == emphasised) {
            marks.add(mark(number, place, point));
          }
        });
      }
      LabelPlaces names = names(points);
      return new PlotView(
          content.title,
          "%s: %s from %s to %s, %s from %s to %s"
              .formatted(
                  content.title,
                  content.across.name(),
                  content.across.text(across.least()),
                  content.across.text(across.most()),
                  content.upward.name(),
                  content.upward.text(upward.least()),
                  content.upward.text(upward.most())),
          ticks(across, content.across),
          ticks(upward, content.upward),
          List.of(
              new PictureLabel(RIGHT, BOTTOM + 42, PictureLabel.END, content.across.title()),
              new PictureLabel(10, TOP - 16, PictureLabel.START, content.upward.title())),
          content.guides.stream().map(this::shape).toList(),
          marks,
          names.labels(),
          names.leaders());
    }

    private static List<Tick> ticks(PlotScale scale, PlotAxis axis) {
      return scale.marks().stream().map(v -> new Tick(scale.at(v), axis.text(v))).toList();
    }

    private Mark mark(int number, Place place, PlotPoint point) {
      String series = "series" + point.series();
      boolean large = point.emphasised() && point.series() == 0;
      return new Mark(
          number,
          across.at(place.x()),
          upward.at(place.y()),
          point.emphasised() ? series + " front" : series,
          large ? LARGE_CIRCLE : PlotView.shape(point.series()));
    }

    /** Of few points all names that have room. */
    private LabelPlaces names(List<PlotPoint> points) {
      LabelPlaces names = new LabelPlaces(LEFT, TOP, RIGHT, BOTTOM);
      if (content.named && content.places.size() <= MOST_NAMES) {
        content.places.forEach((number, place) -> names.keepPointFree(x(place), y(place)));
        content.places.forEach(
            (number, place) -> names.add(x(place), y(place), points.get(number).label()));
      }
      return names;
    }

    private double x(Place place) {
      return across.at(place.x());
    }

    private double y(Place place) {
      return upward.at(place.y());
    }

    private GuideShape shape(PlotGuide guide) {
      return switch (guide) {
        case PlotGuide.Diagonal line ->
            new GuideShape("guide", "M" + diagonal(line.factor(), true));
        case PlotGuide.DiagonalBand band ->
            new GuideShape(
                "band",
                "M%sL%sz".formatted(diagonal(band.least(), true), diagonal(band.most(), false)));
        case PlotGuide.Level line ->
            new GuideShape("guide", "M%d %sH%d".formatted(LEFT, upward.at(line.value()), RIGHT));
        case PlotGuide.LevelBand band ->
            new GuideShape(
                "band",
                "M%d %sH%dV%sH%dz"
                    .formatted(LEFT, upward.at(band.least()), RIGHT, upward.at(band.most()), LEFT));
        case PlotGuide.Path path -> new GuideShape("path", "M" + joined(path.places()));
      };
    }

    /** From the left edge to the right one, or back, as far as it lies in the picture. */
    private String diagonal(double factor, boolean forward) {
      double from = Math.max(across.least(), upward.least() / factor);
      double to = Math.min(across.most(), upward.most() / factor);
      Place low = new Place(from, factor * from);
      Place high = new Place(to, factor * to);
      return joined(forward ? List.of(low, high) : List.of(high, low));
    }

    private String joined(List<Place> places) {
      return String.join("L", places.stream().map(p -> x(p) + " " + y(p)).toList());
    }
  }
}
