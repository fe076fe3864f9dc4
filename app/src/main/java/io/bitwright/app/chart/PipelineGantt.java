package io.bitwright.app.chart;

import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.simulator.training.PipelineTask;
import io.bitwright.simulator.training.PipelineTimes;
import io.bitwright.simulator.training.PipelineTimes.Pass;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The passes of a pipeline's step over time: a row a stage, a bar a pass of a micro-batch, coloured
 * by its direction and, where a stage has several parts of the model, darker for later parts. Of a
 * step that is too long, the begin and the end are drawn; of more stages than have room, the first
 * and the last ones. Stages, parts and micro-batches count from 1, as in arXiv 2104.04473.
 *
 * @param title what runs
 * @param alternative the picture in words
 * @param height of the picture; its width is {@link #WIDTH}
 * @param tracks the time of each stage, with its idle part
 * @param bars passes
 * @param grid where the marks of time stand
 * @param labels names of stages and times of marks
 * @param legend colours and what they stand for
 * @param notes how long the step takes, what is idle, what is not drawn
 */
public record PipelineGantt(
    PictureLabel title,
    String alternative,
    int height,
    List<Bar> tracks,
    List<Bar> bars,
    List<Double> grid,
    List<PictureLabel> labels,
    List<Bar> legend,
    List<PictureLabel> notes) {
  /** Width of the picture. */
  public static final int WIDTH = 960;

  /** Shades of either direction. */
  static final int SHADES = 4;

  private static final String TEMPLATE = "report/pipeline_gantt.svg.ftlh";
  private static final int MOST_ROWS = 32;
  private static final double LEFT = 76;
  private static final double RIGHT = 924;
  private static final double TOP = 40;
  private static final double MARGIN = 12;
  private static final double ROW_GAP = 4;

  /**
   * A rectangle.
   *
   * @param kind class for its colour
   * @param label text in it, or nothing
   * @param title all about it
   */
  public record Bar(
      double x, double y, double width, double height, String kind, String label, String title) {
    public double middle() {
      return LogAxis.tenth(x + width / 2);
    }

    public double foot() {
      return LogAxis.tenth(y + height / 2 + 3.5);
    }
  }

  public PipelineGantt {
    tracks = List.copyOf(tracks);
    bars = List.copyOf(bars);
    grid = List.copyOf(grid);
    labels = List.copyOf(labels);
    legend = List.copyOf(legend);
    notes = List.copyOf(notes);
  }

  public int width() {
    return WIDTH;
  }

  public double top() {
    return TOP;
  }

  /** Where the rows end. */
  public double bottom() {
    Bar last = tracks.getLast();
    return last.y() + last.height();
  }

  /**
   * Draws the passes of a step.
   *
   * @throws IllegalArgumentException if the step takes no time
   */
  public static PipelineGantt of(String title, PipelineTimes times) {
    if (!(times.seconds() > 0)) {
      throw new IllegalArgumentException("a step that takes no time has no picture");
    }
    return new Drawing(times, TimeWindow.of(times, LEFT, RIGHT)).picture(title);
  }

  /** The picture as SVG to stand in a page. */
  public String svg() {
    return new TemplateEngine().render(TEMPLATE, this);
  }

  /** Works out what is drawn where. */
  private static final class Drawing {
    private final PipelineTimes times;
    private final List<TimeWindow> windows;
    private final Map<Integer, Double> rows = new HashMap<>();
    private final double rowHeight;
    private final int parts;
    private final boolean leftOut;

    Drawing(PipelineTimes times, List<TimeWindow> windows) {
      this.times = times;
      this.windows = windows;
      parts = 1 + times.passes().stream().mapToInt(pass -> pass.task().part()).max().orElse(0);
      leftOut = times.stages() > MOST_ROWS;
      int drawn = Math.min(times.stages(), MOST_ROWS);
      rowHeight = drawn <= 8 ? 26 : drawn <= 16 ? 20 : 16;
      double y = TOP;
      for (int stage = 0; stage < times.stages(); stage++) {
        if (stage < drawn / 2 || stage >= times.stages() - (drawn - drawn / 2)) {
          rows.put(stage, y);
          y += rowHeight + ROW_GAP;
        } else if (stage == drawn / 2) {
          y += PictureLabel.LINE_HEIGHT;
        }
      }
    }

    PipelineGantt picture(String title) {
      List<Bar> tracks = tracks();
      Bar last = tracks.getLast();
      double bottom = last.y() + last.height();
      List<String> sentences = sentences();
      List<PictureLabel> notes =
          PictureLabel.lines(sentences, LEFT, bottom + 74, WIDTH - MARGIN - LEFT);
      List<PictureLabel> labels = new ArrayList<>(stageNames());
      windows.forEach(window -> labels.addAll(window.labels(bottom + 16)));
      return new PipelineGantt(
          PictureLabel.heading(title, WIDTH),
          title + ". " + String.join(". ", sentences),
          (int) Math.ceil(notes.getLast().y() + MARGIN),
          tracks,
          bars(),
          windows.stream().flatMap(window -> window.grid().stream()).toList(),
          labels,
          legend(bottom + 34),
          notes);
    }

    private List<Bar> tracks() {
      List<Bar> tracks = new ArrayList<>();
      for (int stage = 0; stage < times.stages(); stage++) {
        Double y = rows.get(stage);
        if (y != null) {
          for (TimeWindow window : windows) {
            tracks.add(
                new Bar(
                    window.left(), y, window.width(), rowHeight, "waiting", "", "idle where bare"));
          }
        }
      }
      return tracks;
    }

    private List<PictureLabel> stageNames() {
      List<PictureLabel> names = new ArrayList<>();
      for (int stage = 0; stage < times.stages(); stage++) {
        Double y = rows.get(stage);
        if (y != null) {
          double foot = LogAxis.tenth(y + rowHeight / 2 + 4);
          names.add(new PictureLabel(LEFT - 8, foot, PictureLabel.END, "stage " + (stage + 1)));
        }
      }
      return names;
    }

    private List<Bar> bars() {
      List<Bar> bars = new ArrayList<>();
      for (Pass pass : times.passes()) {
        Double y = rows.get(pass.task().stage());
        if (y != null) {
          for (TimeWindow window : windows) {
            if (window.shows(pass)) {
              bars.add(bar(pass, window, y));
            }
          }
        }
      }
      return bars;
    }

    private Bar bar(Pass pass, TimeWindow window, double y) {
      PipelineTask task = pass.task();
      double x = window.at(pass.startSeconds());
      double width = LogAxis.tenth(window.at(pass.endSeconds()) - x);
      String number = String.valueOf(task.microBatch() + 1);
      String direction = task.backward() ? "backward" : "forward";
      String part = parts > 1 ? ", part " + (task.part() + 1) : "";
      return new Bar(
          x,
          y,
          width,
          rowHeight,
          direction + shade(task.part()),
          PictureLabel.CHARACTER * number.length() + 3 <= window.widthOf(pass) + 1e-6 ? number : "",
          "%s of micro-batch %s%s: %s to %s"
              .formatted(
                  direction,
                  number,
                  part,
                  Quantities.formatSeconds(pass.startSeconds()),
                  Quantities.formatSeconds(pass.endSeconds())));
    }

    private int shade(int part) {
      return parts == 1 ? 1 : Math.round((SHADES - 1f) * part / (parts - 1));
    }

    private List<Bar> legend(double y) {
      List<Bar> legend = new ArrayList<>();
      double x = LEFT;
      for (String direction : List.of("forward", "backward")) {
        int shades = Math.min(parts, SHADES);
        for (int i = 0; i < shades; i++) {
          int shade = shades == 1 ? 1 : Math.round((SHADES - 1f) * i / (shades - 1));
          boolean last = i == shades - 1;
          String text = last ? direction + (parts > 1 ? ", parts 1 to " + parts : "") : "";
          legend.add(new Bar(x, y, 16, 14, direction + shade, text, direction));
          x += 18;
        }
        x += parts > 1 ? 180 : 100;
      }
      legend.add(new Bar(x, y, 16, 14, "waiting", "idle", "idle"));
      return legend;
    }

    private List<String> sentences() {
      List<String> sentences = new ArrayList<>();
      int microBatches =
          1 + times.passes().stream().mapToInt(pass -> pass.task().microBatch()).max().orElse(0);
      sentences.add(
          "%d stages, %d micro-batches: a step of %s, of which the stages are idle %s (bubble)"
              .formatted(
                  times.stages(),
                  microBatches,
                  Quantities.formatSeconds(times.seconds()),
                  Quantities.formatPercent(times.idleFraction())));
      if (windows.size() > 1) {
        sentences.add(
            "Drawn are the first and the last %s; times after the gap count from the end"
                .formatted(Quantities.formatSeconds(windows.getFirst().seconds())));
      }
      if (leftOut) {
        sentences.add(
            "Stages %d to %d are not drawn"
                .formatted(MOST_ROWS / 2 + 1, times.stages() - MOST_ROWS / 2));
      }
      return sentences;
    }
  }
}
