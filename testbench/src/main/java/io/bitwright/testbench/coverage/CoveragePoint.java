package io.bitwright.testbench.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that Verilator counts.
 *
 * @param kind a line or branch, or a bit
 * @param file file of the RTL
 * @param line its line
 * @param column its column
 * @param name the bit with its number, or the part of a branch: {@code if}, {@code else}
 * @param instance instance of the module, from the top
 */
public record CoveragePoint(
    Kind kind, String file, int line, int column, String name, String instance) {
  private static final String KEY_MARK = "\u0001";
  private static final String VALUE_MARK = "\u0002";

  /** What is counted. */
  public enum Kind {
    /** That a line, or one way of a branch, is run. */
    LINE,
    /** That a bit changes. */
    TOGGLE
  }

  /**
   * Adds the counts of a file that Verilator wrote ({@code coverage.dat}): one line a point, {@code
   * C '<marked keys and values>' <count>}.
   *
   * @throws IllegalArgumentException if a line is something else
   */
  static void addCounts(List<String> lines, Map<CoveragePoint, Long> counts) {
    for (String line : lines) {
      if (line.startsWith("#")) {
        continue;
      }
      int end = line.lastIndexOf("' ");
      if (!line.startsWith("C '") || end < 0) {
        throw new IllegalArgumentException("no point of coverage: " + line);
      }
      counts.merge(
          parse(line.substring(3, end)), Long.parseLong(line.substring(end + 2)), Long::sum);
    }
  }

  private static CoveragePoint parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String entry : text.split(KEY_MARK, -1)) {
      int mark = entry.indexOf(VALUE_MARK);
      if (mark > 0) {
        values.put(entry.substring(0, mark), entry.substring(mark + 1));
      }
    }
    String page = values.getOrDefault("page", "");
    return new CoveragePoint(
        page.startsWith("v_toggle") ? Kind.TOGGLE : Kind.LINE,
        values.getOrDefault("f", ""),
        Integer.parseInt(values.getOrDefault("l", "0")),
        Integer.parseInt(values.getOrDefault("n", "0")),
        values.getOrDefault("o", ""),
        values.getOrDefault("h", ""));
  }

  /** The module's instance below the top of the unit, and the signal: {@code u_part.total[3]}. */
  public String path() {
    String[] steps = instance.split("\\.", -1);
    String below =
        String.join(".", List.of(steps).subList(Math.min(2, steps.length), steps.length));
    return below.isEmpty() ? name : below + "." + name;
  }

  /** File and line. */
  public String place() {
    return file + ":" + line;
  }
}
