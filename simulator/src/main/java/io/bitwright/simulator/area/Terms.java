package io.bitwright.simulator.area;

/** Some numbers, by their places: the terms of a sum, or their weights. Immutable. */
final class Terms {
  private final double[] values;

  private Terms(double[] values) {
    this.values = values;
  }

  static Terms of(double... values) {
    return new Terms(values.clone());
  }

  int count() {
    return values.length;
  }

  double get(int place) {
    return values[place];
  }

  /** The sum of the terms by their weights. */
  double times(Terms weights) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * weights.values[i];
    }
    return sum;
  }
}
