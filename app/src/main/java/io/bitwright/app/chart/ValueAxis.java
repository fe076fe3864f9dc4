package io.bitwright.app.chart;

import io.bitwright.app.chart.RooflineChart.Tick;
import io.bitwright.app.report.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * An axis over values of any kind: logarithmic where all are above 0 and the largest is at least
 * ten times the least, else in equal steps.
 *
 * @param place coordinate of a value, to a tenth
 * @param ticks marks
 */
record ValueAxis(DoubleUnaryOperator place, List<Tick> ticks) {
  private static final double LOGARITHMIC_FROM = 10;
  private static final int STEPS = 6;
  private static final int DIGITS = 3;

  ValueAxis {
    ticks = List.copyOf(ticks);
  }

  /** The axis for values, of which there is one at least, from a coordinate to another. */
  static ValueAxis over(List<Double> values, double start, double end) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(0);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    return least > 0 && most >= LOGARITHMIC_FROM * least
        ? logarithmic(LogAxis.over(values, start, end))
        : even(least, most, start, end);
  }

  double at(double value) {
    return place.applyAsDouble(value);
  }

  private static ValueAxis logarithmic(LogAxis axis) {
    return new ValueAxis(
        axis::at, axis.marks().stream().map(v -> new Tick(axis.at(v), text(v))).toList());
  }

  private static ValueAxis even(double least, double most, double start, double end) {
    double step = step(Math.max(most - least, Math.max(Math.abs(most), 1e-300) / STEPS));
    double first = Math.floor(least / step);
    double last = Math.max(Math.ceil(most / step), first + 1);
    DoubleUnaryOperator place =
        value -> LogAxis.tenth(start + (value / step - first) / (last - first) * (end - start));
    List<Tick> ticks = new ArrayList<>();
    for (double mark = first; mark <= last; mark++) {
      ticks.add(new Tick(place.applyAsDouble(mark * step), text(mark * step)));
    }
    return new ValueAxis(place, ticks);
  }

  /** 1, 2 or 5 times a power of ten, so that a length has about as many as wanted. */
  private static double step(double length) {
    double rough = length / STEPS;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (int times : new int[] {1, 2, 5}) {
      if (times * decade >= rough) {
        return times * decade;
      }
    }
    return 10 * decade;
  }

  private static String text(double value) {
    return NumberText.brief(value, DIGITS);
  }
}
