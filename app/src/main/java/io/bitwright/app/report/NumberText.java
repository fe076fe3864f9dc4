package io.bitwright.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: rounded to significant digits, decimal point, no locale. */
public final class NumberText {
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e9;

  private NumberText() {}

  /**
   * A number rounded half up to so many significant digits, in plain decimals from 0.0001 up to
   * 10^9 and as {@code 1.23e-7} outside.
   */
  public static String significant(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    double magnitude = Math.abs(value);
    if (magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN) {
      int decimals = Math.max(0, digits - rounded.precision() + rounded.scale());
      return rounded.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(digits - 1, RoundingMode.HALF_UP).toPlainString();
    return mantissa + "e" + exponent;
  }

  /** As {@link #significant}, without zeros behind the last digit that counts: {@code 0.9}. */
  public static String brief(double value, int digits) {
    String text = significant(value, digits);
    return text.contains(".") && !text.contains("e") ? decimal(Double.parseDouble(text)) : text;
  }

  /** The shortest decimal that reads back as the same double: for files that scripts read. */
  public static String exact(double value) {
    return Double.toString(value);
  }

  /** A number with the digits it was written with: {@code 0.04}. */
  public static String decimal(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** A difference, rounded to significant digits, with its sign: {@code +0.0011}. */
  public static String signed(double value, int digits) {
    return (value > 0 ? "+" : "") + significant(value, digits);
  }

  /** A count with its thousands set apart: {@code 1,048,576}. */
  public static String count(long value) {
    StringBuilder digits = new StringBuilder(Long.toString(value));
    int first = value < 0 ? 1 : 0;
    for (int i = digits.length() - 3; i > first; i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /** A share of one as a percentage: 0.4237 is {@code 42.4 %}. */
  public static String percent(double share) {
    return BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP).toPlainString() + " %";
  }
}
