package io.bitwright.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A product Y[M,N] = X[M,K] W[K,N] cut into steps: X to the left of Y, W above it, each as a grid
 * of parts, and the order of the steps as a line over Y. Of more than twelve parts a side the first
 * twelve are drawn.
 *
 * @param caption name and size
 * @param matrices X, W and Y
 * @param order points of the line through the parts of Y, as SVG writes them
 * @param beginX where it begins
 * @param beginY where it begins
 * @param facts what the picture cannot show
 */
public record TilePicture(
    String caption,
    List<Matrix> matrices,
    String order,
    double beginX,
    double beginY,
    List<String> facts) {
  private static final int MOST_PARTS = 12;
  private static final double SIDE = 200;
  private static final double NARROW = 64;
  private static final double GAP = 34;
  private static final double MARGIN = 8;

  /**
   * A matrix: its frame, its cuts, and its part of the first step.
   *
   * @param name with its size
   * @param more whether not all parts are drawn
   */
  public record Matrix(
      String name,
      double x,
      double y,
      double width,
      double height,
      List<Double> columns,
      List<Double> rows,
      double partWidth,
      double partHeight,
      boolean more) {
    public Matrix {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * The cuts of a product.
   *
   * @param columnsOutermost whether the parts of N are the outermost loop, else those of M
   */
  public record Cuts(long m, long k, long n, boolean columnsOutermost) {}

  public TilePicture {
    matrices = List.copyOf(matrices);
    facts = List.copyOf(facts);
  }

  public int width() {
    return (int) (2 * MARGIN + NARROW + GAP + SIDE);
  }

  public int height() {
    return (int) (2 * MARGIN + NARROW + 2 * GAP + SIDE);
  }

  /** Draws a product cut in a given way. */
  public static TilePicture of(
      String caption, String x, String w, String y, Cuts cuts, List<String> facts) {
    double left = MARGIN;
    double top = MARGIN + GAP / 2;
    double right = left + NARROW + GAP;
    double low = top + NARROW + GAP;
    return new TilePicture(
        caption,
        List.of(
            matrix(x, left, low, NARROW, SIDE, cuts.k, cuts.m),
            matrix(w, right, top, SIDE, NARROW, cuts.n, cuts.k),
            matrix(y, right, low, SIDE, SIDE, cuts.n, cuts.m)),
        order(right, low, cuts),
        LogAxis.tenth(right + SIDE / 2 / drawn(cuts.n)),
        LogAxis.tenth(low + SIDE / 2 / drawn(cuts.m)),
        facts);
  }

  private static Matrix matrix(
      String name, double x, double y, double width, double height, long across, long down) {
    int columns = drawn(across);
    int rows = drawn(down);
    return new Matrix(
        name,
        x,
        y,
        width,
        height,
        cuts(x, width, columns),
        cuts(y, height, rows),
        LogAxis.tenth(width / columns),
        LogAxis.tenth(height / rows),
        columns < across || rows < down);
  }

  private static int drawn(long parts) {
    return (int) Math.min(parts, MOST_PARTS);
  }

  private static List<Double> cuts(double start, double length, int parts) {
    List<Double> cuts = new ArrayList<>();
    for (int i = 1; i < parts; i++) {
      cuts.add(LogAxis.tenth(start + length * i / parts));
    }
    return cuts;
  }

  private static String order(double left, double top, Cuts cuts) {
    int columns = drawn(cuts.n);
    int rows = drawn(cuts.m);
    int outer = cuts.columnsOutermost ? columns : rows;
    int inner = cuts.columnsOutermost ? rows : columns;
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < inner; j++) {
        int column = cuts.columnsOutermost ? i : j;
        int row = cuts.columnsOutermost ? j : i;
        points
            .append(points.isEmpty() ? "" : " ")
            .append(LogAxis.tenth(left + SIDE * (column + 0.5) / columns))
            .append(',')
            .append(LogAxis.tenth(top + SIDE * (row + 0.5) / rows));
      }
    }
    return points.toString();
  }
}
