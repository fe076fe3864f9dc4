package io.bitwright.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text in a picture.
 *
 * @param x of its start, middle or end
 * @param y of its foot
 * @param anchor which of these, as SVG names it
 * @param text what it says
 */
public record PictureLabel(double x, double y, String anchor, String text) {
  static final String START = "start";
  static final String MIDDLE = "middle";
  static final String END = "end";

  /** From one line to the next. */
  static final double LINE_HEIGHT = 17;

  /** Width of a character at the pictures' size of text, rather too much than too little. */
  static final double CHARACTER = 6.4;

  private static final double HEADING_X = 12;
  private static final double HEADING_CHARACTER = 8.8;

  /** A picture's name, cut where the picture ends. */
  static PictureLabel heading(String text, int width) {
    int most = (int) ((width - 2 * HEADING_X) / HEADING_CHARACTER);
    String shown = text.length() <= most ? text : text.substring(0, most - 3) + "...";
    return new PictureLabel(HEADING_X, 20, START, shown);
  }

  double left() {
    return switch (anchor) {
      case START -> x;
      case MIDDLE -> x - width() / 2;
      default -> x - width();
    };
  }

  double width() {
    return CHARACTER * text.length();
  }

  /** Sentences below one another, cut between words where they are wider than allowed. */
  static List<PictureLabel> lines(List<String> sentences, double x, double y, double width) {
    List<PictureLabel> lines = new ArrayList<>();
    for (String sentence : sentences) {
      StringBuilder line = new StringBuilder();
      for (String word : sentence.split(" ", -1)) {
        if (!line.isEmpty() && CHARACTER * (line.length() + 1 + word.length()) > width) {
          lines.add(line(x, y, lines.size(), line));
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line(x, y, lines.size(), line));
    }
    return lines;
  }

  private static PictureLabel line(double x, double y, int above, CharSequence text) {
    return new PictureLabel(x, y + LINE_HEIGHT * above, START, text.toString());
  }
}
