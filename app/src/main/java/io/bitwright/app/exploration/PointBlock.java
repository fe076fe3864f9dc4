package io.bitwright.app.exploration;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What was found of some points, column by column. It is a plain carrier that crosses processes.
 *
 * @param points the points, in the order of their places
 * @param values of each column of {@link PointColumns}, for each point; NaN where there is none
 * @param costs of each objective, for each point: less is better; NaN where the point does not
 *     count
 * @param reasons why a point does not count; empty where it does
 */
public record PointBlock(long[] points, double[][] values, double[][] costs, String[] reasons)
    implements Serializable {

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
