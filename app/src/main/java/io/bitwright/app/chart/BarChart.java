package io.bitwright.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Quantities of one kind as bars, the longest as long as the chart.
 *
 * @param caption what they are
 * @param ofOneWhole whether they add up to something, so that shares say something
 * @param bars in their order
 */
public record BarChart(String caption, boolean ofOneWhole, List<Bar> bars) implements PagePart {

  /**
   * A bar.
   *
   * @param value the quantity with its unit
   * @param percent length, in percent of the longest
   * @param share the quantity in percent of the sum
   */
  public record Bar(String label, String value, double percent, double share) {}

  public BarChart {
    bars = List.copyOf(bars);
  }

  @Override
  public String kind() {
    return "bars";
  }

  /** Draws parts of a whole, none below 0, in the order of the map; those of 0 are left out. */
  public static BarChart of(
      String caption, Map<String, Double> quantities, DoubleFunction<String> format) {
    return of(caption, true, quantities, format);
  }

  /** The same of quantities that are compared, not added up. */
  public static BarChart compared(
      String caption, Map<String, Double> quantities, DoubleFunction<String> format) {
    return of(caption, false, quantities, format);
  }

  private static BarChart of(
      String caption,
      boolean ofOneWhole,
      Map<String, Double> quantities,
      DoubleFunction<String> format) {
    double most = quantities.values().stream().mapToDouble(v -> v).max().orElse(0);
    double sum = quantities.values().stream().mapToDouble(v -> v).sum();
    List<Bar> bars = new ArrayList<>();
    quantities.forEach((label, value) -> {
      if (value > 0) {
        bars.add(
            new Bar(
                label,
                format.apply(value),
                LogAxis.tenth(100 * value / most),
                LogAxis.tenth(100 * value / sum)));
      }
    });
    return new BarChart(caption, ofOneWhole, bars);
  }
}
