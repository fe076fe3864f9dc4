package io.bitwright.energy;

/** Points joined by straight lines in logarithms of both axes; the outermost lines go on. */
final class LogLogCurve {
  private final double[] x;
  private final double[] y;
  private int points;

  /** A curve that shall have so many points. */
  LogLogCurve(int points) {
    this.x = new double[points];
    this.y = new double[points];
  }

  /**
   * Adds a point to the right of those before it.
   *
   * @param abscissa above 0 and above the one before
   * @param ordinate at least 0
   */
  void add(double abscissa, double ordinate) {
    x[points] = abscissa;
    y[points] = ordinate;
    points++;
  }

  /** The left end of the line that is over a place, or nearest to it. */
  int segment(double place) {
    int left = 0;
    while (left + 2 < points && place > x[left + 1]) {
      left++;
    }
    return left;
  }

  /**
   * The height at a place above 0: that of a point at the point. Where a line has an end at 0,
   * which has no logarithm, it gives its left height.
   */
  double at(double place) {
    if (points == 1) {
      return y[0];
    }
    int left = segment(place);
    int right = left + 1;
    if (place == x[left]) {
      return y[left];
    }
    if (place == x[right]) {
      return y[right];
    }
    if (y[left] == 0 || y[right] == 0) {
      return place < x[right] ? y[left] : y[right];
    }
    double slope = Math.log(y[right] / y[left]) / Math.log(x[right] / x[left]);
    return y[left] * Math.pow(place / x[left], slope);
  }
}
