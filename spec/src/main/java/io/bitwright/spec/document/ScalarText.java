package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/** Single values from their text; what is refused says what is wrong and what to write. */
public final class ScalarText {
  private static final int LONGEST_LINE = 1000;
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");

  static final String LINE = "one line of text, at most " + LONGEST_LINE + " characters";
  static final String FLAG = "true or false";

  private ScalarText() {}

  /**
   * One line of text.
   *
   * @throws SpecException if it is empty, too long or of several lines
   */
  public static String line(String text) {
    String line = text.strip();
    boolean oneLine = line.chars().noneMatch(Character::isISOControl);
    if (line.isEmpty() || line.length() > LONGEST_LINE || !oneLine) {
      throw new SpecException("is empty, too long or of several lines; write " + LINE);
    }
    return line;
  }

  static int integer(String text, IntegerRange range) {
    if (!INTEGER.matcher(text).matches()) {
      throw refused(text, "is not a whole number", range.expectation());
    }
    long number = Long.parseLong(text);
    if (!range.contains(number)) {
      throw refused(text, "is out of range", range.expectation());
    }
    return (int) number;
  }

  static double number(String text, String expected, DoublePredicate allowed) {
    if (!DECIMAL.matcher(text).matches()) {
      throw refused(text, "is not a number", expected);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number) || !allowed.test(number)) {
      throw refused(text, "is out of range", expected);
    }
    return number;
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(text, "is neither", FLAG);
    };
  }

  static SpecException refused(String text, String fault, String expected) {
    return new SpecException(QuotedText.of(text) + " " + fault + "; write " + expected);
  }
}
