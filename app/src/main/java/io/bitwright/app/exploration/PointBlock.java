package io.bitwright.app.exploration;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What was found of some points, column by column. It is a plain carrier that crosses processes.
 */
public final class PointBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] points;
  private final double[][] values;
  private final double[][] costs;
  private final String[] reasons;

  private PointBlock(long[] points, double[][] values, double[][] costs, String[] reasons) {
    this.points = points;
    this.values = values;
    this.costs = costs;
    this.reasons = reasons;
  }

  /** A block of so many points, to be filled. */
  static PointBlock of(int points, int columns, int objectives) {
    String[] reasons = new String[points];
    Arrays.fill(reasons, "");
    return new PointBlock(
        new long[points], new double[columns][points], new double[objectives][points], reasons);
  }

  /** The points from a row on. */
  PointBlock from(int row) {
    return new PointBlock(
        Arrays.copyOfRange(points, row, points.length),
        from(values, row),
        from(costs, row),
        Arrays.copyOfRange(reasons, row, reasons.length));
  }

  private static double[][] from(double[][] columns, int row) {
    return Arrays.stream(columns)
        .map(column -> Arrays.copyOfRange(column, row, column.length))
        .toArray(double[][]::new);
  }

  /** The points, in the order of their places; not a copy. */
  long[] points() {
    return points;
  }

  /** Values of each column of {@link PointColumns}, for each point; not a copy. */
  double[][] values() {
    return values;
  }

  /** Costs of each objective, for each point; NaN where the point does not count; not a copy. */
  double[][] costs() {
    return costs;
  }

  /** Why points do not count; empty where they do; not a copy. */
  String[] reasons() {
    return reasons;
  }

  /** A point's number in the grid. */
  public long point(int row) {
    return points[row];
  }

  /** A point's value in a column; NaN where it has none. */
  public double value(int column, int row) {
    return values[column][row];
  }

  /** Why a point does not count; empty if it does. */
  public String reason(int row) {
    return reasons[row];
  }

  public int size() {
    return points.length;
  }

  /** Whether a point keeps all constraints. */
  public boolean counts(int row) {
    return reasons[row].isEmpty();
  }

  /** The costs of a point. */
  public double[] costsOf(int row) {
    double[] of = new double[costs.length];
    for (int objective = 0; objective < of.length; objective++) {
      of[objective] = costs[objective][row];
    }
    return of;
  }
}
