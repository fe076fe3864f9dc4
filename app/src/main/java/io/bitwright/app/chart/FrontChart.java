package io.bitwright.app.chart;

import io.bitwright.app.chart.RooflineChart.Tick;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;

/**
 * Throughput over latency, both logarithmic, with the Pareto front of each series: the outcomes
 * that no other of the series beats in one and equals or beats in the other (as in Pope et al.
 * 2022, arXiv 2211.05102, figure 1, which has cost in the place of throughput).
 *
 * @param title what was varied
 * @param alternative the picture in words
 * @param acrossTicks marks of the latency
 * @param upwardTicks marks of the throughput
 * @param axisNames what the axes say
 * @param fronts a line for each series
 * @param marks outcomes
 * @param labels names of the outcomes of the fronts, of all that find room
 * @param leaders lines to labels that stand apart
 * @param legend series, each by a mark and its name
 */
public record FrontChart(
    PictureLabel title,
    String alternative,
    List<Tick> acrossTicks,
    List<Tick> upwardTicks,
    List<PictureLabel> axisNames,
    List<Front> fronts,
    List<Mark> marks,
    List<PictureLabel> labels,
    List<Leader> leaders,
    List<Mark> legend) {
  /** Size of the picture. */
  public static final int WIDTH = 720;

  /** Size of the picture. */
  public static final int HEIGHT = 480;

  /** Most series that can be told apart. */
  public static final int MOST_SERIES = 4;

  private static final String TEMPLATE = "report/front.svg.ftlh";
  private static final double LEFT = 84;
  private static final double RIGHT = 696;
  private static final double TOP = 76;
  private static final double BOTTOM = 424;
  private static final double LEGEND = 40;
  private static final double LEGEND_GAP = 44;
  private static final double MARGIN = 12;
  private static final double SIZE = 5;

  /**
   * Outcomes of one kind, such as a phase.
   *
   * @param outcomes in any order
   */
  public record Series(String name, List<Outcome> outcomes) {
    public Series {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * An outcome.
   *
   * @param latencySeconds above 0
   * @param throughput above 0, in the unit of the axis
   * @param label what gave it
   */
  public record Outcome(double latencySeconds, double throughput, String label) {
    public Outcome {
      if (!(latencySeconds > 0 && throughput > 0)
          || Double.isInfinite(latencySeconds)
          || Double.isInfinite(throughput)) {
        throw new IllegalArgumentException(
            "no place for a latency of %s s and a throughput of %s"
                .formatted(latencySeconds, throughput));
      }
    }

    private boolean beats(Outcome other) {
      return latencySeconds <= other.latencySeconds
          && throughput >= other.throughput
          && (latencySeconds < other.latencySeconds || throughput > other.throughput);
    }
  }

  /**
   * What the axes are.
   *
   * @param latency its name
   * @param throughput its name and unit
   * @param format how values of the throughput are written
   */
  public record Axes(String latency, String throughput, DoubleFunction<String> format) {}

  /**
   * The front of a series.
   *
   * @param points as SVG writes them
   * @param kind class for its colour
   */
  public record Front(String points, String kind) {}

  /**
   * An outcome, or its series in the legend.
   *
   * @param path its shape
   * @param kind class for its colour
   * @param title all about it
   * @param x where a name beside it begins
   * @param y foot of that name
   */
  public record Mark(String path, String kind, String title, double x, double y) {}

  /** A line from an outcome to its name. */
  public record Leader(double x1, double y1, double x2, double y2) {}

  public FrontChart {
    acrossTicks = List.copyOf(acrossTicks);
    upwardTicks = List.copyOf(upwardTicks);
    axisNames = List.copyOf(axisNames);
    fronts = List.copyOf(fronts);
    marks = List.copyOf(marks);
    labels = List.copyOf(labels);
    leaders = List.copyOf(leaders);
    legend = List.copyOf(legend);
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

  /**
   * Draws series.
   *
   * @throws IllegalArgumentException if there are no outcomes, or more than {@link #MOST_SERIES}
   *     series
   */
  public static FrontChart of(String title, Axes axes, List<Series> series) {
    List<Outcome> all = series.stream().flatMap(one -> one.outcomes.stream()).toList();
    if (all.isEmpty() || series.size() > MOST_SERIES) {
      throw new IllegalArgumentException(
          "%d outcomes in %d series have no picture".formatted(all.size(), series.size()));
    }
    return new Drawing(
            axes,
            LogAxis.over(all.stream().map(Outcome::latencySeconds).toList(), LEFT, RIGHT),
            LogAxis.over(all.stream().map(Outcome::throughput).toList(), BOTTOM, TOP))
        .picture(title, series);
  }

  /** The outcomes that no other beats, the fastest first; of equal ones the first. */
  static List<Outcome> front(List<Outcome> outcomes) {
    List<Outcome> front = new ArrayList<>();
    Set<List<Double>> places = new HashSet<>();
    for (Outcome one : outcomes) {
      if (outcomes.stream().noneMatch(other -> other.beats(one))
          && places.add(List.of(one.latencySeconds, one.throughput))) {
        front.add(one);
      }
    }
    front.sort(Comparator.comparingDouble(Outcome::latencySeconds));
    return List.copyOf(front);
  }

  /** The picture as SVG to stand in a page. */
  public String svg() {
    return new TemplateEngine().render(TEMPLATE, this);
  }

  /** Works out what is drawn where. */
  private record Drawing(Axes axes, LogAxis across, LogAxis upward) {
    FrontChart picture(String title, List<Series> series) {
      LabelPlaces places = places(series);
      List<Front> fronts = new ArrayList<>();
      List<Mark> marks = new ArrayList<>();
      List<String> words = new ArrayList<>(List.of(title));
      for (int index = 0; index < series.size(); index++) {
        Series one = series.get(index);
        List<Outcome> front = front(one.outcomes);
        fronts.add(new Front(points(front), "series" + index));
        for (Outcome outcome : one.outcomes) {
          String kind = "series" + index + (front.contains(outcome) ? "" : " beaten");
          marks.add(mark(outcome, index, kind, one.name));
        }
        words.add(words(one.name, front));
      }
      return new FrontChart(
          PictureLabel.heading(title, WIDTH),
          String.join(". ", words),
          ticks(across, Quantities::formatSeconds),
          ticks(upward, axes.format),
          List.of(
              new PictureLabel(RIGHT, BOTTOM + 40, PictureLabel.END, axes.latency),
              new PictureLabel(MARGIN, TOP - 14, PictureLabel.START, axes.throughput)),
          fronts,
          marks,
          places.labels(),
          places.leaders(),
          legend(series));
    }

    private LabelPlaces places(List<Series> series) {
      LabelPlaces places = new LabelPlaces(LEFT, TOP, RIGHT, BOTTOM);
      for (Series one : series) {
        one.outcomes.forEach(outcome -> places.keepPointFree(x(outcome), y(outcome)));
        List<Outcome> front = front(one.outcomes);
        for (int i = 1; i < front.size(); i++) {
          Outcome from = front.get(i - 1);
          places.keepLineFree(x(from), y(from), x(front.get(i)), y(front.get(i)));
        }
      }
      series.forEach(one -> name(front(one.outcomes), places));
      return places;
    }

    private static List<Mark> legend(List<Series> series) {
      List<Mark> legend = new ArrayList<>();
      double x = LEFT;
      for (int index = 0; index < series.size(); index++) {
        String name = series.get(index).name;
        legend.add(new Mark(shape(index, x, LEGEND), "series" + index, name, x + 12, LEGEND + 4));
        x += LEGEND_GAP + PictureLabel.CHARACTER * name.length();
      }
      return legend;
    }

    /** The ends of a front first. */
    private void name(List<Outcome> front, LabelPlaces places) {
      List<Outcome> order = new ArrayList<>(front);
      if (order.size() > 2) {
        order.add(1, order.removeLast());
      }
      order.forEach(outcome -> places.add(x(outcome), y(outcome), outcome.label));
    }

    private static List<Tick> ticks(LogAxis axis, DoubleFunction<String> format) {
      return axis.marks().stream().map(v -> new Tick(axis.at(v), format.apply(v))).toList();
    }

    private double x(Outcome outcome) {
      return across.at(outcome.latencySeconds);
    }

    private double y(Outcome outcome) {
      return upward.at(outcome.throughput);
    }

    private String points(List<Outcome> front) {
      return String.join(" ", front.stream().map(one -> x(one) + "," + y(one)).toList());
    }

    private Mark mark(Outcome outcome, int series, String kind, String name) {
      return new Mark(
          shape(series, x(outcome), y(outcome)),
          kind,
          "%s, %s: %s".formatted(name, outcome.label, figures(outcome)),
          x(outcome),
          y(outcome));
    }

    private String figures(Outcome outcome) {
      return Quantities.formatSeconds(outcome.latencySeconds)
          + ", "
          + axes.format.apply(outcome.throughput);
    }

    private String words(String name, List<Outcome> front) {
      if (front.isEmpty()) {
        return name + ": nothing";
      }
      return "%s: from %s to %s"
          .formatted(name, figures(front.getFirst()), figures(front.getLast()));
    }

    /** A circle, a square, a diamond or a triangle. */
    private static String shape(int series, double x, double y) {
      return switch (series) {
        case 0 ->
            "M%s %sa5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"
                .formatted(LogAxis.tenth(x - SIZE), LogAxis.tenth(y));
        case 1 ->
            "M%s %sh9v9h-9z".formatted(LogAxis.tenth(x - SIZE + .5), LogAxis.tenth(y - SIZE + .5));
        case 2 -> "M%s %sl6 6l-6 6l-6 -6z".formatted(LogAxis.tenth(x), LogAxis.tenth(y - 6));
        default -> "M%s %sl6 10h-12z".formatted(LogAxis.tenth(x), LogAxis.tenth(y - 6));
      };
    }
  }
}
