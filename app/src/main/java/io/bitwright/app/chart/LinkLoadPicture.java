package io.bitwright.app.chart;

import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.simulator.pod.collective.LinkLoad;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the links of a torus or mesh carry: chips as dots, links coloured by their bytes. Three axes
 * of up to eight chips are drawn as a body, longer ones as the three planes through the first chip;
 * of axes longer than can be drawn the first chips.
 *
 * @param title what runs
 * @param alternative the picture in words
 * @param height of the picture; its width is {@link #WIDTH}
 * @param panels one, or one a plane
 * @param legend colours and their bytes
 * @param notes what the picture cannot show
 */
public record LinkLoadPicture(
    PictureLabel title,
    String alternative,
    int height,
    List<Panel> panels,
    Legend legend,
    List<PictureLabel> notes) {
  /** Width of the picture. */
  public static final int WIDTH = 720;

  private static final String TEMPLATE = "report/link_load.svg.ftlh";
  private static final int LONGEST_IN_BODY = 8;
  private static final int LONGEST_IN_PLANES = 16;
  private static final int LONGEST_ALONE = 32;
  private static final double MARGIN = 12;
  private static final double TOP = 34;
  private static final double HIGHEST_BODY = 520;
  private static final double PLANE = 340;

  /** Colours, from nearly none of the busiest link's bytes to all. */
  static final int COLOURS = 8;

  private static final double BLOCK_WIDTH = 36;
  private static final double BLOCK_HEIGHT = 14;

  /** A part of the picture. */
  public record Panel(
      List<Layer> layers, List<PictureLabel> labels, double lineWidth, double radius) {
    public Panel {
      layers = List.copyOf(layers);
      labels = List.copyOf(labels);
    }

    public double haloWidth() {
      return LogAxis.tenth(lineWidth + 2);
    }
  }

  /**
   * Chips at one depth and the links from there, drawn over all layers before.
   *
   * @param halo all links but idle ones, as a path, to be drawn first in the colour of the ground
   */
  public record Layer(String halo, List<Stroke> strokes, List<Dot> dots) {
    public Layer {
      strokes = List.copyOf(strokes);
      dots = List.copyOf(dots);
    }
  }

  /** Links of one colour, as a path. */
  public record Stroke(String kind, String path) {}

  /** A chip. */
  public record Dot(double x, double y, String kind, String title) {}

  /** Colours from left to right, and what they stand for. */
  public record Legend(List<Block> blocks, List<PictureLabel> labels) {
    public Legend {
      blocks = List.copyOf(blocks);
      labels = List.copyOf(labels);
    }

    private double bottom() {
      return labels.getLast().y();
    }
  }

  /** A colour. */
  public record Block(String kind, double x, double y, double width, double height) {}

  public LinkLoadPicture {
    panels = List.copyOf(panels);
    notes = List.copyOf(notes);
  }

  public int width() {
    return WIDTH;
  }

  /**
   * Draws loads.
   *
   * @throws IllegalArgumentException if the pod has no ring or line of two and more chips
   */
  public static LinkLoadPicture of(String title, LinkLoad load) {
    List<Axis> axes = load.axes();
    List<Integer> drawn =
        IntStream.range(0, axes.size())
            .filter(a -> isGrid(axes.get(a)) && axes.get(a).size() > 1)
            .limit(3)
            .boxed()
            .toList();
    if (drawn.isEmpty()) {
      throw new IllegalArgumentException("no ring or line to draw");
    }
    boolean planes =
        drawn.size() == 3 && drawn.stream().anyMatch(a -> axes.get(a).size() > LONGEST_IN_BODY);
    return planes ? planes(title, load, drawn) : body(title, load, drawn);
  }

  private static boolean isGrid(Axis axis) {
    return axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
  }

  private static LinkLoadPicture body(String title, LinkLoad load, List<Integer> drawn) {
    LinkLoadPanel panel =
        new LinkLoadPanel(load, drawn, drawn.size() == 3 ? LONGEST_IN_BODY : LONGEST_ALONE);
    double bottom = panel.place(MARGIN, TOP, WIDTH - 2 * MARGIN, HIGHEST_BODY);
    return finished(title, load, drawn, List.of(panel), new Corner(MARGIN, bottom + 16));
  }

  private static LinkLoadPicture planes(String title, LinkLoad load, List<Integer> drawn) {
    List<LinkLoadPanel> panels = new ArrayList<>();
    double right = WIDTH - MARGIN - PLANE;
    for (int plane = 0; plane < 3; plane++) {
      Integer left = drawn.get(2 - plane);
      List<Integer> axes = drawn.stream().filter(axis -> !axis.equals(left)).toList();
      LinkLoadPanel panel = new LinkLoadPanel(load, axes, LONGEST_IN_PLANES);
      double top = plane < 2 ? TOP : panels.getFirst().bottom() + MARGIN;
      panel.place(plane == 1 ? right : MARGIN, top, PLANE, PLANE);
      panels.add(panel);
    }
    Corner belowSecond = new Corner(right, panels.get(1).bottom() + 24);
    return finished(title, load, drawn, panels, belowSecond);
  }

  /** Where the legend begins. */
  private record Corner(double x, double y) {}

  private static LinkLoadPicture finished(
      String title, LinkLoad load, List<Integer> drawn, List<LinkLoadPanel> parts, Corner corner) {
    List<Panel> panels = parts.stream().map(LinkLoadPanel::panel).toList();
    Legend legend = legend(load, corner, panels);
    double below = legend.bottom() + 24;
    List<String> sentences = notes(load, drawn, parts);
    List<PictureLabel> notes =
        PictureLabel.lines(sentences, corner.x, below, WIDTH - MARGIN - corner.x);
    double bottom = Math.max(parts.getLast().bottom(), notes.getLast().y());
    return new LinkLoadPicture(
        PictureLabel.heading(title, WIDTH),
        title + ". " + String.join(". ", sentences),
        (int) Math.ceil(bottom + MARGIN),
        panels,
        legend,
        notes);
  }

  private static Legend legend(LinkLoad load, Corner corner, List<Panel> panels) {
    List<Block> blocks = new ArrayList<>();
    List<PictureLabel> labels = new ArrayList<>();
    double y = corner.y + 10;
    labels.add(label(corner.x, corner.y + 4, "bytes over a link, each way"));
    for (int colour = 0; colour < COLOURS; colour++) {
      double x = corner.x + BLOCK_WIDTH * colour;
      blocks.add(new Block("load" + colour, x, y, BLOCK_WIDTH, BLOCK_HEIGHT));
    }
    for (int quarter = 0; quarter <= 4; quarter++) {
      double x = corner.x + BLOCK_WIDTH * COLOURS * quarter / 4;
      labels.add(
          new PictureLabel(
              x,
              y + BLOCK_HEIGHT + 14,
              quarter == 0 ? PictureLabel.START : PictureLabel.MIDDLE,
              Quantities.formatBytes(load.busiestBytes() * quarter / 4)));
    }
    addSpecial(blocks, labels, panels, new Corner(corner.x, y + BLOCK_HEIGHT + 36));
    return new Legend(blocks, labels);
  }

  /** Entries for links without bytes and for failures, where there are such. */
  private static void addSpecial(
      List<Block> blocks, List<PictureLabel> labels, List<Panel> panels, Corner corner) {
    List<String> kinds =
        panels.stream()
            .flatMap(panel -> panel.layers().stream())
            .flatMap(layer -> layer.strokes().stream())
            .map(Stroke::kind)
            .distinct()
            .toList();
    double x = corner.x;
    for (String kind : List.of(LinkLoadPanel.IDLE, LinkLoadPanel.FAILED)) {
      if (kinds.contains(kind)) {
        blocks.add(new Block(kind, x, corner.y - 8, BLOCK_WIDTH / 2, 4));
        labels.add(
            label(
                x + BLOCK_WIDTH / 2 + 6,
                corner.y - 2,
                kind.equals(LinkLoadPanel.IDLE) ? "carries nothing" : "has failed"));
        x += 4 * BLOCK_WIDTH;
      }
    }
  }

  private static PictureLabel label(double x, double y, String text) {
    return new PictureLabel(x, y, PictureLabel.START, text);
  }

  private static List<String> notes(LinkLoad load, List<Integer> drawn, List<LinkLoadPanel> parts) {
    List<Axis> axes = load.axes();
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s chips: %s. Busiest link %s, all links together %s"
            .formatted(
                Quantities.formatWhole(PodAxes.chips(axes)),
                axes.stream().map(LinkLoadPicture::name).collect(Collectors.joining(" x ")),
                Quantities.formatBytes(load.busiestBytes()),
                Quantities.formatBytes(load.totalBytes())));
    if (parts.size() > 1) {
      notes.add("Drawn: the three planes through the first chip");
    }
    if (parts.stream().anyMatch(LinkLoadPanel::isCut)) {
      notes.add("Of long axes the first %d chips are drawn".formatted(parts.getFirst().longest()));
    }
    if (axes.stream().filter(axis -> axis.size() > 1).count() > drawn.size()) {
      notes.add(
          "Of the other axes than %s only the first place is drawn"
              .formatted(drawn.stream().map(a -> "" + (a + 1)).collect(Collectors.joining(", "))));
    }
    String stubs =
        parts.stream().anyMatch(LinkLoadPanel::hasStubs)
            ? "; ends that stick out close a ring or lead to chips not drawn"
            : "";
    notes.add("Between two chips one line each way, on its right-hand side" + stubs);
    return notes;
  }

  private static String name(Axis axis) {
    String kind =
        switch (axis.kind()) {
          case RING -> "ring";
          case LINE -> "line";
          case FULLY_CONNECTED -> "fully connected";
          case SWITCH -> "switch";
        };
    return kind + " of " + axis.size();
  }

  /** The picture as SVG to stand in a page. */
  public String svg() {
    return new TemplateEngine().render(TEMPLATE, this);
  }
}
