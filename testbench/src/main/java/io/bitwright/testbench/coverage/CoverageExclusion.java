package io.bitwright.testbench.coverage;

import io.bitwright.codegen.unit.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Points that no run can reach, with the reason, written by hand in {@code
 * coverage_exclusions.txt}: a line each, {@code unit | points | reason}. Points are the path of a
 * signal or the text of a line of RTL, where {@code else: } before it means that branch alone;
 * {@code *} stands for anything.
 *
 * @param unit the unit's label
 * @param points which points
 * @param reason one sentence
 */
public record CoverageExclusion(String unit, String points, String reason) {
  private static final String FILE = "coverage_exclusions.txt";
  private static final int PARTS = 3;

  /** The exclusions of a unit. */
  public static List<CoverageExclusion> of(Unit unit) {
    try (InputStream in = CoverageExclusion.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(in, FILE).readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8)).stream()
          .filter(exclusion -> exclusion.unit().equals(unit.label()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exclusions in a text; lines with {@code #} are for people. */
  static List<CoverageExclusion> parse(String text) {
    List<CoverageExclusion> found = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      String[] parts = line.split(" \\| ", -1);
      if (parts.length != PARTS || parts[2].isBlank()) {
        throw new IllegalStateException(
            "%s: '%s' is not 'unit | points | reason'".formatted(FILE, line));
      }
      found.add(new CoverageExclusion(parts[0].strip(), parts[1].strip(), parts[2].strip()));
    }
    return found;
  }

  /** Whether this excludes a point, whose line of RTL reads so. */
  boolean excludes(CoveragePoint point, String sourceLine) {
    String regex = Pattern.quote(points).replace("*", "\\E.*\\Q");
    return point.kind() == CoveragePoint.Kind.TOGGLE
        ? point.path().matches(regex)
        : (point.name() + ": " + sourceLine).matches("(\\w+: )?" + regex);
  }
}
