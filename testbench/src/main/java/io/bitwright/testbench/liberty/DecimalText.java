package io.bitwright.testbench.liberty;

/**
 * Decimal numbers in a text, read fast: libraries hold millions of them.
 *
 * <p>A number of at most 15 digits whose power of ten is at most 22 is digits times or divided by a
 * power of ten, all of which a double holds exactly, so that one rounding gives the nearest double
 * (Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990). All others go to {@link
 * Double#parseDouble}.
 */
final class DecimalText {
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private DecimalText() {}

  /**
   * The number that a part of a text stands for.
   *
   * @throws NumberFormatException if it is none
   */
  static double parse(String text, int start, int end) {
    int at = start;
    boolean negative = at < end && text.charAt(at) == '-';
    at += negative ? 1 : 0;
    long digits = 0;
    int count = 0;
    int point = -1;
    while (at < end && count <= EXACT_DIGITS) {
      char character = text.charAt(at);
      if (character >= '0' && character <= '9') {
        digits = 10 * digits + (character - '0');
        count++;
      } else if (character == '.' && point < 0) {
        point = count;
      } else {
        break;
      }
      at++;
    }
    int exponent = point < 0 ? 0 : point - count;
    if (at < end && count > 0) {
      int written = exponent(text, at, end);
      exponent = written == Integer.MAX_VALUE ? written : exponent + written;
    }
    if (count == 0 || count > EXACT_DIGITS || Math.abs(exponent) >= POWERS.length) {
      return Double.parseDouble(text.substring(start, end));
    }
    double value = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    return negative ? -value : value;
  }

  /** The exponent that stands at a place as {@code e-5}; the largest number if it is another. */
  private static int exponent(String text, int from, int end) {
    int at = from + 1;
    boolean negative = at < end && text.charAt(at) == '-';
    at += at < end && (negative || text.charAt(at) == '+') ? 1 : 0;
    boolean marked = text.charAt(from) == 'e' || text.charAt(from) == 'E';
    if (!marked || at >= end || end - at > 3) {
      return Integer.MAX_VALUE;
    }
    int exponent = 0;
    for (; at < end; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return Integer.MAX_VALUE;
      }
      exponent = 10 * exponent + digit;
    }
    return negative ? -exponent : exponent;
  }
}
