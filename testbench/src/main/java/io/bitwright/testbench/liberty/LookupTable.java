package io.bitwright.testbench.liberty;

import java.util.Arrays;

/**
 * A figure of a cell over the slew of its input and the load of its output: a delay, a transition
 * time (seconds) or an energy (joules).
 *
 * <p>Between the points the figure is interpolated linearly in each direction; beyond the grid the
 * line through the two outermost points is carried on, as static timing analysers do with
 * non-linear delay models. A direction with one point, or none, has no influence.
 */
public final class LookupTable {
  private final double[] slews;
  private final double[] loads;
  private final double[] values;

  /**
   * A table.
   *
   * @param slewsSeconds the slews, strictly increasing; one element if the slew has no influence
   * @param loadsFarads the loads, strictly increasing; one element if the load has no influence
   * @param values the figures, {@code values[slew * loads + load]}
   */
  LookupTable(double[] slewsSeconds, double[] loadsFarads, double[] values) {
    if (values.length != slewsSeconds.length * loadsFarads.length) {
      throw new IllegalArgumentException(
          slewsSeconds.length
              + " x "
              + loadsFarads.length
              + " points, "
              + values.length
              + " values");
    }
    this.slews = slewsSeconds;
    this.loads = loadsFarads;
    this.values = values;
  }

  /** A figure that depends on nothing. */
  static LookupTable constant(double value) {
    return new LookupTable(new double[1], new double[1], new double[] {value});
  }

  /**
   * The figure at a point, interpolated or extrapolated linearly.
   *
   * @param slewSeconds transition time of the input, between the library's slew thresholds
   * @param loadFarads capacitance at the output
   */
  public double value(double slewSeconds, double loadFarads) {
    int slew = segment(slews, slewSeconds);
    double part = fraction(slews, slew, slewSeconds);
    double lower = alongLoads(slew, loadFarads);
    return part == 0 ? lower : lower + part * (alongLoads(slew + 1, loadFarads) - lower);
  }

  /** The slews of the grid in seconds; one element if the slew has no influence. */
  public double[] slewsSeconds() {
    return slews.clone();
  }

  /** The loads of the grid in farads; one element if the load has no influence. */
  public double[] loadsFarads() {
    return loads.clone();
  }

  /** The smallest figure of the grid. */
  public double smallest() {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** The largest figure of the grid. */
  public double largest() {
    return Arrays.stream(values).max().orElseThrow();
  }

  @Override
  public String toString() {
    return slews.length + " slews x " + loads.length + " loads: " + smallest() + " to " + largest();
  }

  private double alongLoads(int slew, double loadFarads) {
    int load = segment(loads, loadFarads);
    double part = fraction(loads, load, loadFarads);
    double lower = values[slew * loads.length + load];
    return part == 0 ? lower : lower + part * (values[slew * loads.length + load + 1] - lower);
  }

  private static int segment(double[] points, double wanted) {
    int segment = 0;
    while (segment < points.length - 2 && wanted >= points[segment + 1]) {
      segment++;
    }
    return segment;
  }

  private static double fraction(double[] points, int segment, double wanted) {
    return points.length < 2
        ? 0
        : (wanted - points[segment]) / (points[segment + 1] - points[segment]);
  }
}
