package io.bitwright.app.chart;

/** Which values of an objective are the better ones. */
public enum Direction {
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER;

  /** In words. */
  String label() {
    return this == LOWER_IS_BETTER ? "lower is better" : "higher is better";
  }

  /** A value that is the less the better it is. */
  double cost(double value) {
    return this == LOWER_IS_BETTER ? value : -value;
  }
}
