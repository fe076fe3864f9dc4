package io.bitwright.app.chart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as people read them, read back for sorting: {@code 1.23 ms}, {@code 4 KiB}. */
final class QuantityText {
  private static final Pattern QUANTITY =
      Pattern.compile(
          "([-+]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
              + "(?: ([fpnumkMGTPE]?)(?:s|J|W|Hz|B|B/s|FLOP/s)| ([fpnumkMGTPE])"
              + "| ([KMGT])iB(?:/s)?| .*)?");

  private static final List<String> PREFIXES =
      List.of("f", "p", "n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  private static final String BINARY_PREFIXES = "KMGT";

  private QuantityText() {}

  /** The value in the unit without its prefix; empty if the text does not begin with a number. */
  static OptionalDouble value(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    if (!quantity.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(quantity.group(1).replace(",", ""));
    if (quantity.group(4) != null) {
      return OptionalDouble.of(
          number * Math.pow(1024, BINARY_PREFIXES.indexOf(quantity.group(4)) + 1.0));
    }
    String prefix = quantity.group(2) == null ? quantity.group(3) : quantity.group(2);
    int step = PREFIXES.indexOf(prefix == null ? "" : prefix) - PREFIXES.indexOf("");
    return OptionalDouble.of(number * Math.pow(1000, step));
  }
}
