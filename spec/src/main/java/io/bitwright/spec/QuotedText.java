package io.bitwright.spec;

import java.util.regex.Pattern;

/** A user's text as it stands in a message: quoted, on one line, cut where it is long. */
public final class QuotedText {
  private static final int LONGEST = 60;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

  private QuotedText() {}

  /** The text in double quotes; control characters as {@code ?}, more than 60 characters cut. */
  public static String of(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return "\"" + line(shown) + "\"";
  }

  /** A message of a library on one line: control characters as {@code ?}. */
  public static String line(String message) {
    return CONTROL.matcher(message).replaceAll("?");
  }
}
