package io.bitwright.app.report;

/**
 * What the reader of a text can show.
 *
 * @param unicode whether rules may be drawn with box characters
 * @param colour whether ANSI escape sequences are shown as colours
 */
public record TextStyle(boolean unicode, boolean colour) {
  /** Files, pipes and documents: ASCII rules, no escape sequences. */
  public static final TextStyle PLAIN = new TextStyle(false, false);

  private static final String ESCAPE = "\u001b[";
  private static final String RESET = ESCAPE + "0m";

  public String bold(String text) {
    return paint("1", text);
  }

  /** A check that held. */
  public String good(String text) {
    return paint("32", text);
  }

  /** A check that failed. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** A horizontal rule of so many columns. */
  public String rule(int width) {
    return (unicode ? "─" : "-").repeat(width);
  }

  private String paint(String code, String text) {
    return colour && !text.isEmpty() ? ESCAPE + code + "m" + text + RESET : text;
  }
}
