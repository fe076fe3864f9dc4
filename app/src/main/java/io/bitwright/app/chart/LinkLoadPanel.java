package io.bitwright.app.chart;

import io.bitwright.app.chart.LinkLoadPicture.Dot;
import io.bitwright.app.chart.LinkLoadPicture.Layer;
import io.bitwright.app.chart.LinkLoadPicture.Panel;
import io.bitwright.app.chart.LinkLoadPicture.Stroke;
import io.bitwright.simulator.pod.collective.LinkLoad;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.ChipPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws up to three axes of a pod: the first to the right, the second upwards, the third to the
 * back.
 */
final class LinkLoadPanel {
  static final String IDLE = "idle";
  static final String FAILED = "failed";

  private static final double BACK_RIGHT = 0.42;
  private static final double BACK_UP = 0.34;
  private static final double WIDEST_CELL = 110;

  /** Length of a link that is not drawn to its end, in cells. */
  private static final double STUB = 0.36;

  private static final double EDGE = 0.44;
  private static final List<String> DIRECTIONS = List.of("to the right", "upwards", "to the back");

  private final LinkLoad load;
  private final List<Axis> axes;
  private final ChipPlaces places;
  private final List<Integer> along;
  private final List<Integer> lengths;
  private final int longest;
  private double cell;
  private double firstX;
  private double firstY;
  private double bottom;

  /**
   * A panel that has no place yet.
   *
   * @param along indices of its axes
   * @param longest most chips that are drawn along an axis
   */
  LinkLoadPanel(LinkLoad load, List<Integer> along, int longest) {
    this.load = load;
    this.axes = load.axes();
    this.places = new ChipPlaces(axes);
    this.along = List.copyOf(along);
    this.longest = longest;
    this.lengths = along.stream().map(a -> Math.min(longest, axes.get(a).size())).toList();
  }

  int longest() {
    return longest;
  }

  /** Whether ends of links stick out. */
  boolean hasStubs() {
    return isCut() || along.stream().anyMatch(a -> axes.get(a).kind() == AxisKind.RING);
  }

  boolean isCut() {
    return along.stream().anyMatch(a -> axes.get(a).size() > longest);
  }

  double bottom() {
    return bottom;
  }

  /** Fits the panel into a frame and returns where it ends, which is not below the frame's end. */
  double place(double left, double top, double width, double height) {
    double label = PictureLabel.LINE_HEIGHT;
    double across = length(0) - 1 + BACK_RIGHT * (length(2) - 1) + 2 * EDGE;
    double upward = length(1) - 1 + BACK_UP * (length(2) - 1) + 2 * EDGE;
    cell = Math.min(WIDEST_CELL, Math.min(width / across, (height - label) / upward));
    firstX = left + (width - across * cell) / 2 + EDGE * cell;
    firstY = top + (upward - EDGE) * cell;
    bottom = top + upward * cell + label;
    return bottom;
  }

  private int length(int index) {
    return index < lengths.size() ? lengths.get(index) : 1;
  }

  Panel panel() {
    List<Layer> layers = new ArrayList<>();
    for (int depth = length(2) - 1; depth >= 0; depth--) {
      layers.add(layer(depth));
    }
    List<String> directions = new ArrayList<>();
    for (int i = 0; i < along.size(); i++) {
      directions.add("axis " + (along.get(i) + 1) + " " + DIRECTIONS.get(i));
    }
    double middle = firstX + cell * (length(0) - 1 + BACK_RIGHT * (length(2) - 1)) / 2;
    return new Panel(
        layers,
        List.of(
            new PictureLabel(
                LogAxis.tenth(middle),
                LogAxis.tenth(bottom - 3),
                PictureLabel.MIDDLE,
                String.join(", ", directions))),
        lineWidth(),
        radius());
  }

  private double radius() {
    return LogAxis.tenth(Math.clamp(cell / 13, 1.8, 5));
  }

  /** One axis alone has room for thick lines. */
  private double lineWidth() {
    double share = along.size() == 1 ? cell / 8 : cell / (along.size() == 2 ? 16 : 22);
    return LogAxis.tenth(Math.clamp(share, 1.2, 3));
  }

  private Layer layer(int depth) {
    Map<String, StringBuilder> paths = new TreeMap<>();
    StringBuilder halo = new StringBuilder();
    List<Dot> dots = new ArrayList<>();
    for (int up = 0; up < length(1); up++) {
      for (int right = 0; right < length(0); right++) {
        List<Integer> at = List.of(right, up, depth).subList(0, along.size());
        for (int i = 0; i < along.size(); i++) {
          addLinks(paths, halo, at, i);
        }
        dots.add(dot(at));
      }
    }
    List<Stroke> strokes = new ArrayList<>();
    paths.forEach((kind, path) -> strokes.add(new Stroke(kind, path.toString())));
    return new Layer(halo.toString(), strokes, dots);
  }

  /** The links onward along an axis, and back from the first chip to the last of a ring. */
  private void addLinks(
      Map<String, StringBuilder> paths, StringBuilder halo, List<Integer> at, int i) {
    Axis axis = axes.get(along.get(i));
    int place = at.get(i);
    int end = lengths.get(i) - 1;
    boolean ring = axis.kind() == AxisKind.RING;
    if (place < end || ring || axis.size() > lengths.get(i)) {
      addBoth(paths, halo, at, i, place < end ? 1 : STUB);
    }
    if (place == 0 && ring) {
      addBoth(paths, halo, at, i, -STUB);
    }
  }

  /**
   * Both directions of a link, drawn so many cells long; to the back up to the chip there, which is
   * drawn before.
   */
  private void addBoth(
      Map<String, StringBuilder> paths, StringBuilder halo, List<Integer> at, int i, double reach) {
    int chip = chip(at);
    int next = places.stepped(chip, along.get(i), (int) Math.signum(reach));
    double x = x(at);
    double y = y(at);
    double alongX = cell * (i == 0 ? 1 : i == 1 ? 0 : BACK_RIGHT);
    double alongY = cell * (i == 0 ? 0 : i == 1 ? -1 : -BACK_UP);
    double length = Math.signum(reach) * Math.hypot(alongX, alongY);
    double aside = 0.72 * lineWidth();
    double asideX = -alongY / length * aside;
    double asideY = alongX / length * aside;
    double drawn = i == 2 && reach == 1 ? 1 - (radius() + 2) / length : reach;
    double endX = x + drawn * alongX;
    double endY = y + drawn * alongY;
    String out = line(x + asideX, y + asideY, endX + asideX, endY + asideY);
    String back = line(x - asideX, y - asideY, endX - asideX, endY - asideY);
    add(paths, halo, kind(chip, next), out);
    add(paths, halo, kind(next, chip), back);
  }

  /** What carries nothing lets what lies behind it be seen. */
  private static void add(
      Map<String, StringBuilder> paths, StringBuilder halo, String kind, String line) {
    paths.computeIfAbsent(kind, key -> new StringBuilder()).append(line);
    if (!kind.equals(IDLE)) {
      halo.append(line);
    }
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return "M"
        + LogAxis.tenth(x1)
        + " "
        + LogAxis.tenth(y1)
        + "L"
        + LogAxis.tenth(x2)
        + " "
        + LogAxis.tenth(y2);
  }

  private String kind(int from, int to) {
    OptionalDouble bytes = load.bytes(from, to);
    if (bytes.isEmpty()) {
      return FAILED;
    }
    if (bytes.orElseThrow() <= 0) {
      return IDLE;
    }
    double share = bytes.orElseThrow() / load.busiestBytes();
    int colour = (int) (share * LinkLoadPicture.COLOURS * (1 + 1e-12));
    return "load" + Math.min(LinkLoadPicture.COLOURS - 1, colour);
  }

  private Dot dot(List<Integer> at) {
    String place = at.stream().map(String::valueOf).collect(Collectors.joining(", "));
    boolean works = works(at);
    return new Dot(
        LogAxis.tenth(x(at)),
        LogAxis.tenth(y(at)),
        works ? "chip" : "failed-chip",
        "chip %d at (%s)%s".formatted(chip(at), place, works ? "" : ", has failed"));
  }

  /** Whether any of its links works. */
  private boolean works(List<Integer> at) {
    int chip = chip(at);
    for (int a : along) {
      for (int step : new int[] {1, -1}) {
        int other = places.stepped(chip, a, step);
        if (load.bytes(chip, other).isPresent() || load.bytes(other, chip).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  private int chip(List<Integer> at) {
    int chip = 0;
    for (int i = 0; i < along.size(); i++) {
      chip = places.moved(chip, along.get(i), at.get(i));
    }
    return chip;
  }

  private double x(List<Integer> at) {
    return firstX + cell * (at.get(0) + BACK_RIGHT * (at.size() > 2 ? at.get(2) : 0));
  }

  private double y(List<Integer> at) {
    return firstY
        - cell * ((at.size() > 1 ? at.get(1) : 0) + BACK_UP * (at.size() > 2 ? at.get(2) : 0));
  }
}
