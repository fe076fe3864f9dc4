package io.bitwright.app.chart;

import io.bitwright.testbench.vectors.SystolicRecording;
import io.bitwright.testbench.vectors.SystolicRecording.Cycle;
import io.bitwright.testbench.vectors.SystolicRecording.Element;
import io.bitwright.testbench.vectors.SystolicRecording.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A recorded product on a small weight-stationary array, cycle by cycle: forwards, backwards, or
 * playing. Without a script it is the picture of the cycle in which most elements multiply.
 *
 * @param id of the animation in its page
 * @param cells the elements
 * @param values every text that changes, in the order of the frames' texts
 * @param activations X, row by row
 * @param weights W, row by row
 * @param results Y as it stands in the first frame shown, row by row
 * @param frames how many there are, one a cycle
 * @param first number of the frame that is shown first
 * @param shown that frame
 * @param data the frames as JSON
 */
public record SystolicAnimation(
    String id,
    List<Cell> cells,
    List<Value> values,
    List<List<Long>> activations,
    List<List<Long>> weights,
    List<List<String>> results,
    int frames,
    int first,
    Frame shown,
    String data)
    implements PagePart {
  private static final int CELL_WIDTH = 84;
  private static final int CELL_HEIGHT = 72;
  private static final int GAP = 8;
  private static final int SLOT = 44;
  private static final int TOP = 58;

  /** An element's frame; its state is a class. */
  public record Cell(int x, int y, int width, int height, String state) {}

  /**
   * A text in the picture.
   *
   * @param kind its class
   * @param dx from where it comes with each cycle, in the picture's units
   * @param dy the same downwards
   * @param text in the frame that is shown first
   */
  public record Value(int x, int y, String kind, int dx, int dy, String text) {}

  /**
   * A cycle.
   *
   * @param say what happens, in words
   * @param texts of the values of the picture, then those of Y
   * @param states of the elements, row by row: {@code busy} or {@code idle}
   */
  public record Frame(String say, List<String> texts, List<String> states) {
    public Frame {
      texts = List.copyOf(texts);
      states = List.copyOf(states);
    }
  }

  private record Data(int first, List<Frame> frames) {}

  public SystolicAnimation {
    cells = List.copyOf(cells);
    values = List.copyOf(values);
    activations = List.copyOf(activations);
    weights = List.copyOf(weights);
    results = List.copyOf(results);
  }

  @Override
  public String kind() {
    return "animation";
  }

  public int width() {
    int side = weights.size();
    return (side - 1) * SLOT + SLOT + side * (CELL_WIDTH + GAP) + GAP;
  }

  public int height() {
    return TOP + weights.size() * (CELL_HEIGHT + GAP) + 44;
  }

  /** Left edge of the array. */
  public int left() {
    return weights.size() * SLOT;
  }

  /** Foot of the row of results. */
  public int foot() {
    return height() - 20;
  }

  /** Animates a recording. */
  public static SystolicAnimation of(String id, SystolicRecording recording) {
    List<Frame> frames = new Frames(recording).frames();
    int first = busiest(frames);
    Frame shown = frames.get(first);
    int side = recording.side();
    List<Value> values = values(side, shown);
    List<List<String>> results = new ArrayList<>();
    for (int row = 0; row < side; row++) {
      int from = values.size() + row * side;
      results.add(shown.texts().subList(from, from + side));
    }
    return new SystolicAnimation(
        id,
        cells(side, shown),
        values,
        recording.activations(),
        recording.weights(),
        results,
        frames.size(),
        first,
        shown,
        PageData.of(new Data(first, frames)));
  }

  /** The frame in which most elements multiply. */
  private static int busiest(List<Frame> frames) {
    return IntStream.range(0, frames.size())
        .boxed()
        .max(
            Comparator.comparingInt(
                (Integer i) -> Collections.frequency(frames.get(i).states(), "busy")))
        .orElse(0);
  }

  private static List<Value> values(int side, Frame shown) {
    List<Value> values = new ArrayList<>();
    for (Value place : places(side)) {
      String text = shown.texts().get(values.size());
      values.add(new Value(place.x, place.y, place.kind, place.dx, place.dy, text));
    }
    return values;
  }

  private static int x(int side, int column) {
    return side * SLOT + column * (CELL_WIDTH + GAP);
  }

  private static int y(int row) {
    return TOP + row * (CELL_HEIGHT + GAP);
  }

  private static List<Cell> cells(int side, Frame shown) {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        String state = shown.states().get(row * side + column);
        cells.add(new Cell(x(side, column), y(row), CELL_WIDTH, CELL_HEIGHT, state));
      }
    }
    return cells;
  }

  /** Where texts stand, in the order of {@link Frames#texts}. */
  private static List<Value> places(int side) {
    List<Value> places = new ArrayList<>();
    int across = CELL_WIDTH + GAP;
    int down = CELL_HEIGHT + GAP;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int x = x(side, column);
        int y = y(row);
        places.add(new Value(x + 10, y + 20, "weight", 0, 0, ""));
        places.add(new Value(x + CELL_WIDTH / 2, y + 42, "activation", -across, 0, ""));
        places.add(new Value(x + CELL_WIDTH - 10, y + CELL_HEIGHT - 8, "sum", 0, -down, ""));
      }
    }
    for (int row = 1; row < side; row++) {
      for (int steps = row; steps >= 1; steps--) {
        int x = x(side, 0) - steps * SLOT + SLOT / 2 - 4;
        places.add(new Value(x, y(row) + 42, "activation", -SLOT, 0, ""));
      }
    }
    for (int column = 0; column < side; column++) {
      places.add(new Value(x(side, column) + CELL_WIDTH / 2, TOP - 14, "loaded", 0, -24, ""));
    }
    for (int column = 0; column < side; column++) {
      int foot = y(side) + 22;
      places.add(new Value(x(side, column) + CELL_WIDTH - 10, foot, "sum", 0, -down, ""));
    }
    return places;
  }

  /** Turns cycles into frames. */
  private record Frames(SystolicRecording recording) {

    List<Frame> frames() {
      int side = recording.side();
      boolean[][] holds = new boolean[side][side];
      List<String> results = new ArrayList<>(Collections.nCopies(side * side, ""));
      int rowsLoaded = 0;
      int rowsIn = 0;
      int rowsOut = 0;
      List<Frame> frames = new ArrayList<>();
      for (int number = 0; number < recording.cycles().size(); number++) {
        Cycle cycle = recording.cycles().get(number);
        for (int column = 0; column < cycle.result().size(); column++) {
          results.set(rowsOut * side + column, cycle.result().get(column).toString());
        }
        List<String> texts = texts(cycle, holds);
        texts.addAll(results);
        frames.add(
            new Frame(say(number, cycle, rowsLoaded, rowsIn, rowsOut), texts, states(cycle)));
        rowsLoaded += cycle.loaded().isEmpty() ? 0 : 1;
        rowsIn += cycle.entered().isEmpty() ? 0 : 1;
        rowsOut += cycle.result().isEmpty() ? 0 : 1;
      }
      return frames;
    }

    private List<String> texts(Cycle cycle, boolean[][] holds) {
      int side = recording.side();
      List<String> texts = new ArrayList<>();
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          Element element = cycle.elements().get(row).get(column);
          // Before its first use a weight register may hold what was there before.
          holds[row][column] |= element.multiplies();
          texts.add(holds[row][column] ? "w " + element.weight() : "");
          texts.add(element.multiplies() ? Long.toString(element.activation()) : "");
          texts.add(element.gives() ? Long.toString(element.sum()) : "");
        }
      }
      for (int row = 1; row < side; row++) {
        for (int steps = row; steps >= 1; steps--) {
          texts.add(waiting(cycle, row, steps));
        }
      }
      texts.addAll(beat(cycle.loaded()));
      texts.addAll(beat(cycle.result()));
      return texts;
    }

    private static String waiting(Cycle cycle, int row, int steps) {
      return cycle.waiting().stream()
          .filter(one -> one.row() == row && one.steps() == steps)
          .map((Waiting one) -> Long.toString(one.activation()))
          .findFirst()
          .orElse("");
    }

    private List<String> beat(List<Long> values) {
      return values.isEmpty()
          ? Collections.nCopies(recording.side(), "")
          : values.stream().map(String::valueOf).toList();
    }

    private static List<String> states(Cycle cycle) {
      return cycle.elements().stream()
          .flatMap(List::stream)
          .map(element -> element.multiplies() ? "busy" : "idle")
          .toList();
    }

    private String say(int number, Cycle cycle, int rowsLoaded, int rowsIn, int rowsOut) {
      List<String> events = new ArrayList<>();
      if (!cycle.loaded().isEmpty()) {
        events.add("row %d of W comes in".formatted(rowsLoaded));
      }
      if (!cycle.entered().isEmpty()) {
        events.add("row %d of X comes in".formatted(rowsIn));
      }
      int busy = Collections.frequency(states(cycle), "busy");
      if (busy > 0) {
        events.add(busy + (busy == 1 ? " element multiplies" : " elements multiply"));
      }
      if (!cycle.result().isEmpty()) {
        events.add("row %d of Y leaves".formatted(rowsOut));
      }
      return "Cycle %d of %d: %s."
          .formatted(
              number + 1,
              recording.cycles().size(),
              events.isEmpty()
                  ? "sums are aligned"
                  : events.stream().collect(Collectors.joining("; ")));
    }
  }
}
