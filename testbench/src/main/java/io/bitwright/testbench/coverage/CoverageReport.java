package io.bitwright.testbench.coverage;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.coverage.CoveragePoint.Kind;
import java.util.List;

/**
 * What the standard series of a unit reaches of its RTL.
 *
 * @param unit the unit
 * @param cycles simulated cycles of the series
 * @param points every point, reached or not, in the order of the RTL
 */
public record CoverageReport(UnitModel unit, long cycles, List<Point> points) {
  /** Every line must be run. */
  public static final double LOWEST_LINES = 1.0;

  /** The share of the bits that must toggle. */
  public static final double LOWEST_TOGGLES = 0.98;

  /**
   * A point and what became of it.
   *
   * @param point the point
   * @param count how often it was reached
   * @param excluded why it need not be reached; empty if it must
   */
  public record Point(CoveragePoint point, long count, String excluded) {
    /** Whether it should have been reached, and was not. */
    public boolean isMissing() {
      return count == 0 && excluded.isEmpty();
    }
  }

  public CoverageReport {
    points = List.copyOf(points);
  }

  private List<Point> of(Kind kind) {
    return points.stream().filter(one -> one.point().kind() == kind).toList();
  }

  /** Points of that kind that count: all but those excluded. */
  public int relevant(Kind kind) {
    return (int) of(kind).stream().filter(one -> one.excluded().isEmpty()).count();
  }

  /** Relevant points of that kind that were reached. */
  public int reached(Kind kind) {
    return (int)
        of(kind).stream().filter(one -> one.excluded().isEmpty() && one.count() > 0).count();
  }

  /** Reached by relevant points, 0 to 1. */
  public double share(Kind kind) {
    return relevant(kind) == 0 ? 0 : (double) reached(kind) / relevant(kind);
  }

  /** Points left out. */
  public int excluded() {
    return (int) points.stream().filter(one -> !one.excluded().isEmpty()).count();
  }

  /** Points that should have been reached. */
  public List<CoveragePoint> missing() {
    return points.stream().filter(Point::isMissing).map(Point::point).toList();
  }

  /** Whether enough is reached. */
  public boolean holds() {
    return share(Kind.LINE) >= LOWEST_LINES && share(Kind.TOGGLE) >= LOWEST_TOGGLES;
  }
}
