package io.bitwright.app.chart;

import io.bitwright.app.report.NumberText;
import io.bitwright.spec.quantity.Quantities;

/**
 * What an axis shows.
 *
 * @param name such as {@code latency}
 * @param unit symbol or word, empty for none; s, J, W, Hz, B, B/s and FLOP/s take prefixes
 * @param scale a logarithmic one takes values above 0 only
 */
public record PlotAxis(String name, String unit, Scale scale) {
  private static final double LARGEST_IN_FULL = 1e6;
  private static final double SMALLEST_IN_FULL = 1e-3;

  /** How values become places. */
  public enum Scale {
    LINEAR,
    LOGARITHMIC
  }

  /** Its name, and the unit in brackets where values are written without it. */
  String title() {
    return unit.isEmpty() || takesPrefix() ? name : name + " [" + unit + "]";
  }

  /** A value as ticks write it. */
  public String text(double value) {
    return switch (unit) {
      case "s" -> Quantities.formatSeconds(value);
      case "J" -> Quantities.formatJoules(value);
      case "W" -> Quantities.formatWatts(value);
      case "Hz" -> Quantities.formatHertz(value);
      case "B" -> Quantities.formatBytes(value);
      case "B/s" -> Quantities.formatBytesPerSecond(value);
      case "FLOP/s" -> Quantities.formatFlopsPerSecond(value);
      default -> bare(value);
    };
  }

  /** A value with its unit, whether it takes prefixes or not. */
  String withUnit(double value) {
    return unit.isEmpty() || takesPrefix() ? text(value) : text(value) + " " + unit;
  }

  /** Short enough for a tick. */
  private static String bare(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= LARGEST_IN_FULL) {
      return Quantities.formatCount(value);
    }
    return value != 0 && magnitude < SMALLEST_IN_FULL
        ? NumberText.significant(value, 2)
        : Quantities.formatNumber(value);
  }

  private boolean takesPrefix() {
    return switch (unit) {
      case "s", "J", "W", "Hz", "B", "B/s", "FLOP/s" -> true;
      default -> false;
    };
  }
}
