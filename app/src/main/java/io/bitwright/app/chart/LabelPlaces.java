package io.bitwright.app.chart;

import io.bitwright.app.chart.FrontChart.Leader;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels beside points, none over another, over a point or a line, or outside a frame; those that
 * stand apart from their points are joined to them by a line.
 */
final class LabelPlaces {
  private static final double HEIGHT = 13;
  private static final double POINT = 7;
  private static final double BESIDE = 10;
  private static final double STEP = 4;
  private static final int DIRECTIONS = 16;
  private static final List<Double> DISTANCES = List.of(24.0, 40.0, 60.0, 85.0, 115.0);

  private final Box frame;
  private final List<Box> taken = new ArrayList<>();
  private final List<Box> lines = new ArrayList<>();
  private final List<PictureLabel> labels = new ArrayList<>();
  private final List<Leader> leaders = new ArrayList<>();

  private record Box(double left, double top, double right, double bottom) {
    static Box around(double x, double y, double reach) {
      return new Box(x - reach, y - reach, x + reach, y + reach);
    }

    static Box of(PictureLabel label) {
      double left = label.left();
      return new Box(left, label.y() - HEIGHT + 2, left + label.width(), label.y() + 3);
    }

    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Box other) {
      return left <= other.left
          && top <= other.top
          && right >= other.right
          && bottom >= other.bottom;
    }
  }

  LabelPlaces(double left, double top, double right, double bottom) {
    this.frame = new Box(left, top, right, bottom);
  }

  List<PictureLabel> labels() {
    return List.copyOf(labels);
  }

  List<Leader> leaders() {
    return List.copyOf(leaders);
  }

  /** No label shall lie over this point. */
  void keepPointFree(double x, double y) {
    taken.add(Box.around(x, y, POINT));
  }

  /** No label shall lie over this line. */
  void keepLineFree(double x1, double y1, double x2, double y2) {
    lines.addAll(samples(new Leader(x1, y1, x2, y2), 0));
  }

  /** A label at the first free side of its point, else apart from it; else it is left out. */
  void add(double x, double y, String text) {
    for (PictureLabel label : sides(x, y, text)) {
      if (isFree(label)) {
        place(label);
        return;
      }
    }
    for (double distance : DISTANCES) {
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        if (placeApart(x, y, distance, 2 * Math.PI * direction / DIRECTIONS, text)) {
          return;
        }
      }
    }
  }

  private void place(PictureLabel label) {
    taken.add(Box.of(label));
    labels.add(label);
  }

  private boolean isFree(PictureLabel label) {
    Box box = Box.of(label);
    return frame.holds(box)
        && taken.stream().noneMatch(box::meets)
        && lines.stream().noneMatch(box::meets);
  }

  private boolean placeApart(double x, double y, double distance, double angle, String text) {
    double endX = LogAxis.tenth(x + distance * Math.cos(angle));
    double endY = LogAxis.tenth(y + distance * Math.sin(angle));
    boolean right = Math.cos(angle) >= 0;
    PictureLabel label =
        label(
            endX + (right ? 2 : -2), endY + 4, right ? PictureLabel.START : PictureLabel.END, text);
    Leader leader = new Leader(x, y, endX, endY);
    List<Box> samples = samples(leader, BESIDE);
    if (!isFree(label) || samples.stream().anyMatch(box -> taken.stream().anyMatch(box::meets))) {
      return false;
    }
    place(label);
    leaders.add(leader);
    lines.addAll(samples);
    return true;
  }

  /** Small boxes along a line, from some distance of its start on. */
  private static List<Box> samples(Leader line, double from) {
    double length = Math.hypot(line.x2() - line.x1(), line.y2() - line.y1());
    List<Box> samples = new ArrayList<>();
    for (double at = from; at <= length; at += STEP) {
      double share = length == 0 ? 0 : at / length;
      samples.add(
          Box.around(
              line.x1() + share * (line.x2() - line.x1()),
              line.y1() + share * (line.y2() - line.y1()),
              1.5));
    }
    return samples;
  }

  private static List<PictureLabel> sides(double x, double y, String text) {
    return List.of(
        label(x + BESIDE, y + 4, PictureLabel.START, text),
        label(x - BESIDE, y + 4, PictureLabel.END, text),
        label(x + BESIDE, y + 14, PictureLabel.START, text),
        label(x - BESIDE, y - 6, PictureLabel.END, text),
        label(x, y - 11, PictureLabel.MIDDLE, text),
        label(x, y + 19, PictureLabel.MIDDLE, text));
  }

  private static PictureLabel label(double x, double y, String anchor, String text) {
    return new PictureLabel(LogAxis.tenth(x), LogAxis.tenth(y), anchor, text);
  }
}
