package io.bitwright.spec.formula;

import io.bitwright.spec.quantity.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The units that may follow a number, those of {@link Dimension} and a few that only formulas have.
 */
final class Units {
  /** What one of a unit is in base units. */
  record Unit(double factor, Measure measure) {}

  private static final Map<String, Unit> ALL = all();

  private Units() {}

  private static Map<String, Unit> all() {
    Map<String, Unit> units = new LinkedHashMap<>();
    put(units, Dimension.SIZE, Measure.BYTES);
    put(units, Dimension.BANDWIDTH, Measure.BYTES_PER_SECOND);
    put(units, Dimension.FREQUENCY, Measure.PER_SECOND);
    put(units, Dimension.TIME, Measure.SECONDS);
    put(units, Dimension.POWER, Measure.WATTS);
    put(units, Dimension.PROCESS_NODE, Measure.NANOMETRES);
    for (String prefix : List.of("p", "n", "u", "m", "")) {
      double factor = Math.pow(10, 3.0 * (List.of("p", "n", "u", "m", "").indexOf(prefix) - 4));
      units.put(prefix + "J", new Unit(factor, Measure.JOULES));
    }
    units.put("USD", new Unit(1, Measure.DOLLARS));
    units.put("h", new Unit(3600, Measure.SECONDS));
    units.put("%", new Unit(0.01, Measure.NUMBER));
    return units;
  }

  private static void put(Map<String, Unit> units, Dimension dimension, Measure measure) {
    for (String unit : dimension.units()) {
      units.put(unit, new Unit(dimension.parse("1 " + unit), measure));
    }
  }

  /** The units, in the order in which messages name them. */
  static List<String> names() {
    return new ArrayList<>(ALL.keySet());
  }

  static Unit get(String name) {
    Unit unit = ALL.get(name);
    if (unit == null) {
      throw new IllegalArgumentException("no unit " + name);
    }
    return unit;
  }

  /** The longest unit that a text has at a place, where no letter follows it; empty if none. */
  static String at(String text, int from) {
    String longest = "";
    for (String name : ALL.keySet()) {
      int end = from + name.length();
      boolean ends = end >= text.length() || !isWord(text.charAt(end)) || name.equals("%");
      if (name.length() > longest.length() && text.startsWith(name, from) && ends) {
        longest = name;
      }
    }
    return longest;
  }

  private static boolean isWord(char character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }
}
