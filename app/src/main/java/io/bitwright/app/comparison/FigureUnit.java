package io.bitwright.app.comparison;

import io.bitwright.app.report.NumberText;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;

/**
 * How a figure of a document is written for people; documents hold bare numbers whose keys name the
 * unit.
 *
 * @param measure what it measures
 * @param word a unit that stands in the document beside the number; empty for none
 */
record FigureUnit(Measure measure, String word) {

  /** Quantities that the keys of documents name. */
  enum Measure {
    BYTES_PER_SECOND,
    FLOPS_PER_SECOND,
    FLOPS,
    SECONDS,
    JOULES,
    WATTS,
    BYTES,
    SHARE,
    NUMBER
  }

  /** A number in a unit that is a word of the document. */
  static FigureUnit named(String word) {
    return new FigureUnit(Measure.NUMBER, word);
  }

  /** By the last key that names a quantity: {@code energyJoules, total} is joules. */
  static FigureUnit of(List<String> path) {
    for (String key : path.reversed()) {
      Measure measure = measure(key);
      if (measure != Measure.NUMBER) {
        return new FigureUnit(measure, "");
      }
    }
    return new FigureUnit(Measure.NUMBER, "");
  }

  private static Measure measure(String key) {
    if (key.endsWith("ytesPerSecond")) {
      return Measure.BYTES_PER_SECOND;
    }
    if (key.endsWith("lopsPerSecond")) {
      return Measure.FLOPS_PER_SECOND;
    }
    if (key.endsWith("lops")) {
      return Measure.FLOPS;
    }
    if (key.endsWith("econds") || key.startsWith("seconds")) {
      return Measure.SECONDS;
    }
    if (key.equals("joules") || key.endsWith("Joules")) {
      return Measure.JOULES;
    }
    if (key.endsWith("atts")) {
      return Measure.WATTS;
    }
    if (key.endsWith("ytes") || key.startsWith("bytes")) {
      return Measure.BYTES;
    }
    boolean isShare =
        key.equals("mfu") || key.equals("hfu") || key.startsWith("share") || key.endsWith("Share");
    return isShare ? Measure.SHARE : Measure.NUMBER;
  }

  /** A value with its unit. */
  String text(double value) {
    return switch (measure) {
      case BYTES_PER_SECOND -> Quantities.formatBytesPerSecond(value);
      case FLOPS_PER_SECOND -> Quantities.formatFlopsPerSecond(value);
      case FLOPS -> Quantities.formatCount(value) + "FLOP";
      case SECONDS -> Quantities.formatSeconds(value);
      case JOULES -> Quantities.formatJoules(value);
      case WATTS -> Quantities.formatWatts(value);
      case BYTES -> Quantities.formatBytes(value);
      case SHARE -> Quantities.formatPercent(value);
      case NUMBER -> number(value);
    };
  }

  private String number(double value) {
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
    String number = isWhole ? Quantities.formatNumber(value) : NumberText.significant(value, 4);
    return word.isEmpty() ? number : number + " " + word;
  }
}
