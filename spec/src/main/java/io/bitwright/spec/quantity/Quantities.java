package io.bitwright.spec.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * Quantities as people read them: three significant digits, a prefix, the unit. The one place that
 * prints units. Values that are not finite are programming errors and throw
 * IllegalArgumentException.
 */
public final class Quantities {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final int WHOLE_DIGITS = 15;
  private static final List<String> BELOW_ONE = List.of("f", "p", "n", "u", "m");
  private static final List<String> FROM_ONE = List.of("", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  private Quantities() {}

  /** {@code 1.23 ms}. */
  public static String formatSeconds(double seconds) {
    return withPrefix(seconds, "s", true);
  }

  /** {@code 200 MHz}. */
  public static String formatHertz(double hertz) {
    return withPrefix(hertz, "Hz", true);
  }

  /** {@code 250 mW}. */
  public static String formatWatts(double watts) {
    return withPrefix(watts, "W", true);
  }

  /** {@code 4.6 pJ}. */
  public static String formatJoules(double joules) {
    return withPrefix(joules, "J", true);
  }

  /** {@code 13.5 GB}: powers of ten, for traffic and for comparison with published figures. */
  public static String formatBytes(double bytes) {
    return withPrefix(bytes, "B", false);
  }

  /** {@code 19.2 GB/s}. */
  public static String formatBytesPerSecond(double bytesPerSecond) {
    return withPrefix(bytesPerSecond, "B/s", false);
  }

  /** {@code 275 TFLOP/s}. */
  public static String formatFlopsPerSecond(double flopsPerSecond) {
    return withPrefix(flopsPerSecond, "FLOP/s", false);
  }

  /** {@code 32 KiB}: powers of two, for capacities. */
  public static String formatBinaryBytes(double bytes) {
    requireFinite(bytes);
    int step = 0;
    double scaled = bytes;
    while (Math.abs(roundBinary(scaled)) >= 1024 && step < BINARY.size() - 1) {
      scaled /= 1024;
      step++;
    }
    return plain(BigDecimal.valueOf(roundBinary(scaled))) + " " + BINARY.get(step) + "B";
  }

  /** {@code 6.74 G}, a bare number with its prefix: parameters, operations. */
  public static String formatCount(double count) {
    return withPrefix(count, "", false).strip();
  }

  /** {@code 1,234,567}, every digit: cycles, cases. */
  public static String formatWhole(long count) {
    return grouped("#,##0").format(count);
  }

  /** {@code 28.4}, three significant digits, no prefix; whole numbers in full: {@code 225,000}. */
  public static String formatNumber(double number) {
    requireFinite(number);
    if (number == Math.rint(number) && Math.abs(number) < Math.pow(10, WHOLE_DIGITS)) {
      return formatWhole((long) number);
    }
    BigDecimal rounded = BigDecimal.valueOf(number).round(THREE_DIGITS);
    boolean plain = Math.abs(number) >= 1e-4 && Math.abs(number) < Math.pow(10, WHOLE_DIGITS);
    return plain ? grouped("#,##0.########").format(rounded) : rounded.toString();
  }

  /** {@code 46.2 %} of a fraction of 0.462. */
  public static String formatPercent(double fraction) {
    requireFinite(fraction);
    return grouped("#,##0.0").format(BigDecimal.valueOf(fraction).movePointRight(2)) + " %";
  }

  public static String format(Frequency frequency) {
    return formatHertz(frequency.hertz());
  }

  public static String format(Bandwidth bandwidth) {
    return formatBytesPerSecond(bandwidth.bytesPerSecond());
  }

  /** {@code 2.4 GT/s}. */
  public static String format(TransferRate rate) {
    return withPrefix(rate.transfersPerSecond(), "T/s", false);
  }

  public static String format(TimeSpan time) {
    return formatSeconds(time.seconds());
  }

  public static String format(Power power) {
    return formatWatts(power.watts());
  }

  /** Powers of two where the size is a multiple of 1 KiB, powers of ten elsewhere. */
  public static String format(ByteSize size) {
    double bytes = (double) size.bytes();
    return size.bytes() % 1024 == 0 ? formatBinaryBytes(bytes) : formatBytes(bytes);
  }

  private static String withPrefix(double value, String unit, boolean belowOne) {
    requireFinite(value);
    BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
    if (rounded.signum() == 0) {
      return "0 " + unit;
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    int step = Math.floorDiv(exponent, 3);
    int smallest = belowOne ? -BELOW_ONE.size() : 0;
    if (step < smallest) {
      return rounded.stripTrailingZeros() + " " + unit;
    }
    step = Math.min(step, FROM_ONE.size() - 1);
    String prefix = step < 0 ? BELOW_ONE.get(step + BELOW_ONE.size()) : FROM_ONE.get(step);
    return plain(rounded.movePointLeft(3 * step)) + " " + prefix + unit;
  }

  /** Three significant digits, but all four of the whole numbers from 1000 to 1023. */
  private static double roundBinary(double scaled) {
    return Math.abs(scaled) >= 999.5
        ? Math.rint(scaled)
        : BigDecimal.valueOf(scaled).round(THREE_DIGITS).doubleValue();
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static DecimalFormat grouped(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a quantity must be finite to be shown, got " + value);
    }
  }
}
