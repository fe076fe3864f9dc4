package io.bitwright.spec;

/** A user's text as it stands in a message: quoted, on one line, cut where it is long. */
public final class QuotedText {
  private static final int LONGEST = 60;

  private QuotedText() {}

  /** The text in double quotes; control characters as {@code ?}, more than 60 characters cut. */
  public static String of(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
