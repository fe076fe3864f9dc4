package io.bitwright.spec.formula;

import java.util.ArrayList;
import java.util.List;

/**
 * What a number counts, as powers of base units: bandwidth is bytes^1 seconds^-1. Watts are joules
 * a second, hertz one a second; tokens, cycles and other counts have no unit.
 */
public record Measure(int bytes, int seconds, int joules, int dollars, int nanometres) {
  /** A bare number. */
  public static final Measure NUMBER = new Measure(0, 0, 0, 0, 0);

  public static final Measure BYTES = new Measure(1, 0, 0, 0, 0);
  public static final Measure SECONDS = new Measure(0, 1, 0, 0, 0);
  public static final Measure JOULES = new Measure(0, 0, 1, 0, 0);
  public static final Measure DOLLARS = new Measure(0, 0, 0, 1, 0);
  public static final Measure NANOMETRES = new Measure(0, 0, 0, 0, 1);
  public static final Measure PER_SECOND = NUMBER.over(SECONDS);
  public static final Measure BYTES_PER_SECOND = BYTES.over(SECONDS);
  public static final Measure WATTS = JOULES.over(SECONDS);

  /** The measure of a product. */
  public Measure times(Measure other) {
    return new Measure(
        bytes + other.bytes,
        seconds + other.seconds,
        joules + other.joules,
        dollars + other.dollars,
        nanometres + other.nanometres);
  }

  /** The measure of a quotient. */
  public Measure over(Measure other) {
    return times(other.power(-1));
  }

  /** The measure of a power. */
  public Measure power(int exponent) {
    return new Measure(
        exponent * bytes,
        exponent * seconds,
        exponent * joules,
        exponent * dollars,
        exponent * nanometres);
  }

  public boolean isNumber() {
    return equals(NUMBER);
  }

  /** The unit that values are counted in, as {@code B/s} or {@code W}; empty for a number. */
  public String unit() {
    if (equals(WATTS)) {
      return "W";
    }
    if (equals(PER_SECOND)) {
      return "1/s";
    }
    List<String> above = new ArrayList<>();
    List<String> below = new ArrayList<>();
    put(above, below, "USD", dollars);
    put(above, below, "B", bytes);
    put(above, below, "J", joules);
    put(above, below, "s", seconds);
    put(above, below, "nm", nanometres);
    String unit = above.isEmpty() && !below.isEmpty() ? "1" : String.join("*", above);
    return below.isEmpty() ? unit : unit + "/" + String.join("/", below);
  }

  private static void put(List<String> above, List<String> below, String unit, int exponent) {
    int size = Math.abs(exponent);
    if (size > 0) {
      (exponent > 0 ? above : below).add(size == 1 ? unit : unit + "^" + size);
    }
  }

  /** {@code a number}, or {@code a quantity in B/s}. */
  public String noun() {
    return isNumber() ? "a number" : "a quantity in " + unit();
  }
}
