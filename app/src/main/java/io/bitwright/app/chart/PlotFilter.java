package io.bitwright.app.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one variable chooses among the points of a plot.
 *
 * @param id of its control
 * @param variable its name
 * @param number which of the points' variables, from 0
 * @param control {@code checks}, {@code select} or {@code range}
 * @param values all values, quantities rising, else as they come
 */
public record PlotFilter(
    String id, String variable, int number, String control, List<String> values) {
  private static final int MOST_CHECKS = 8;

  public PlotFilter {
    values = List.copyOf(values);
  }

  /** A filter by the values that occur; empty if they are all the same. */
  static Optional<PlotFilter> of(String plot, String variable, int number, List<String> all) {
    Set<String> distinct = new LinkedHashSet<>(all);
    if (distinct.size() < 2) {
      return Optional.empty();
    }
    boolean numbers = distinct.stream().allMatch(PlotFilter::isNumber);
    List<String> values = new ArrayList<>(distinct);
    if (values.stream().allMatch(value -> QuantityText.value(value).isPresent())) {
      values.sort(Comparator.comparingDouble(value -> QuantityText.value(value).orElseThrow()));
    }
    String many = numbers ? "range" : "select";
    String control = values.size() <= MOST_CHECKS ? "checks" : many;
    return Optional.of(
        new PlotFilter(plot + "-filter" + number, variable, number, control, values));
  }

  private static boolean isNumber(String value) {
    return value.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");
  }
}
