package io.bitwright.app.chart;

import io.bitwright.app.chart.PlotAxis.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * From values to coordinates, over a range that begins and ends at a mark.
 *
 * @param scale how values become places
 * @param least value at the start
 * @param most value at the end, above the least
 * @param start coordinate of the least value
 * @param end coordinate of the greatest value, to either side of the start
 * @param marks values where grid lines stand
 */
record PlotScale(
    Scale scale, double least, double most, double start, double end, List<Double> marks) {
  private static final int MOST_STEPS = 7;
  private static final int MOST_DECADES = 8;
  private static final int[] TIMES = {1, 2, 5};

  PlotScale {
    marks = List.copyOf(marks);
  }

  /**
   * The smallest range between marks that holds all values.
   *
   * @throws IllegalArgumentException if there is no value, one is not finite, or one has no
   *     logarithm and needs it
   */
  static PlotScale over(Scale scale, List<Double> values, double start, double end) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
    double most = values.stream().mapToDouble(v -> v).max().orElse(Double.NaN);
    if (!Double.isFinite(least) || !Double.isFinite(most)) {
      throw new IllegalArgumentException("no axis from %s to %s".formatted(least, most));
    }
    if (scale == Scale.LINEAR) {
      return linear(least, most, start, end);
    }
    if (least <= 0) {
      throw new IllegalArgumentException("a logarithmic axis has no place for " + least);
    }
    return logarithmic(least, most, start, end);
  }

  private static PlotScale linear(double least, double most, double start, double end) {
    double from = least > 0 && least < most / 2 ? 0 : least;
    double range = most > from ? most - from : Math.max(Math.abs(most), 1);
    double step = niceStep(range / MOST_STEPS);
    long first = (long) Math.floor(from / step);
    long last = Math.max((long) Math.ceil(most / step), first + 1);
    List<Double> marks = new ArrayList<>();
    for (long mark = first; mark <= last; mark++) {
      marks.add(rounded(mark * step));
    }
    return new PlotScale(Scale.LINEAR, marks.getFirst(), marks.getLast(), start, end, marks);
  }

  /** 1, 2 or 5 times a power of ten, not below a value. */
  private static double niceStep(double atLeast) {
    int decade = (int) Math.floor(Math.log10(atLeast));
    for (int times : TIMES) {
      if (mark(decade, times) >= atLeast) {
        return mark(decade, times);
      }
    }
    return mark(decade + 1, 1);
  }

  private static PlotScale logarithmic(double least, double most, double start, double end) {
    int firstDecade = (int) Math.floor(Math.log10(least));
    int lastDecade = (int) Math.floor(Math.log10(most)) + 1;
    List<Double> all = new ArrayList<>();
    for (int decade = firstDecade; decade <= lastDecade; decade++) {
      for (int times : TIMES) {
        all.add(mark(decade, times));
      }
    }
    double from = all.stream().filter(mark -> mark <= least).reduce(all.getFirst(), Math::max);
    double to = all.stream().filter(mark -> mark >= most && mark > from).findFirst().orElseThrow();
    int every = Math.ceilDiv(lastDecade - firstDecade, MOST_DECADES);
    boolean fine = to / from <= 200;
    List<Double> marks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      double mark = all.get(i);
      boolean isShown = fine || (i % TIMES.length == 0 && i / TIMES.length % every == 0);
      if (mark >= from && mark <= to && isShown) {
        marks.add(mark);
      }
    }
    return new PlotScale(Scale.LOGARITHMIC, from, to, start, end, marks);
  }

  /** So many times a power of ten, without the errors of a product of doubles. */
  private static double mark(int decade, int times) {
    return Double.parseDouble(times + "e" + decade);
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e12) / 1e12;
  }

  /** Coordinate of a value, to a tenth; values beyond the range lie at its ends. */
  double at(double value) {
    double inside = Math.clamp(value, least, most);
    double share =
        scale == Scale.LINEAR
            ? (inside - least) / (most - least)
            : Math.log10(inside / least) / Math.log10(most / least);
    return LogAxis.tenth(start + share * (end - start));
  }
}
