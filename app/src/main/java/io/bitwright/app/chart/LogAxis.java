package io.bitwright.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis over whole decades.
 *
 * @param firstDecade power of ten at its start
 * @param lastDecade power of ten at its end, above the first
 * @param start coordinate of the first decade
 * @param end coordinate of the last decade, to either side of the start
 */
record LogAxis(int firstDecade, int lastDecade, double start, double end) {

  /** The fewest decades that hold all values, which are above 0. */
  static LogAxis over(List<Double> values, double start, double end) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(1);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    int first = (int) Math.floor(Math.log10(least));
    int last = (int) Math.ceil(Math.log10(most));
    return new LogAxis(first, Math.max(last, first + 1), start, end);
  }

  /** Coordinate of a value above 0, to a tenth. */
  double at(double value) {
    double share = (Math.log10(value) - firstDecade) / (lastDecade - firstDecade);
    return tenth(start + share * (end - start));
  }

  double least() {
    return Math.pow(10, firstDecade);
  }

  double most() {
    return Math.pow(10, lastDecade);
  }

  /** The powers of ten, thinned to at most nine. */
  List<Double> decades() {
    int every = Math.ceilDiv(lastDecade - firstDecade, 8);
    List<Double> decades = new ArrayList<>();
    for (int decade = firstDecade; decade <= lastDecade; decade += every) {
      decades.add(Math.pow(10, decade));
    }
    return decades;
  }

  /** Where marks stand: powers of ten, of up to two decades also 2 and 5 times these. */
  List<Double> marks() {
    if (lastDecade - firstDecade > 2) {
      return decades();
    }
    List<Double> marks = new ArrayList<>();
    for (double decade : decades()) {
      for (int times : new int[] {1, 2, 5}) {
        if (decade * times <= most()) {
          marks.add(decade * times);
        }
      }
    }
    return marks;
  }

  static double tenth(double coordinate) {
    return Math.rint(10 * coordinate) / 10;
  }
}
