package io.bitwright.app.command;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.TestSuite;
import io.bitwright.app.report.TestSuite.Check;
import io.bitwright.app.report.TestSuite.Failed;
import io.bitwright.app.report.TestSuite.Outcome;
import io.bitwright.app.report.TestSuite.Passed;
import io.bitwright.app.report.TestSuite.Skipped;
import io.bitwright.simulator.convention.ValidationRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Validated rows as checks for a CI system: a suite for each source; known deviations skipped. */
final class ValidationTestSuites {
  private static final int DIGITS = 6;

  private ValidationTestSuites() {}

  static List<TestSuite> of(List<ValidationRow> rows) {
    Map<String, List<Check>> bySource = new LinkedHashMap<>();
    for (ValidationRow row : rows) {
      List<Check> checks = bySource.computeIfAbsent(row.source(), _ -> new ArrayList<>());
      checks.add(new Check(row.source(), unusedName(row.item(), checks), outcome(row)));
    }
    return bySource.entrySet().stream()
        .map(entry -> new TestSuite(entry.getKey(), Map.of(), entry.getValue()))
        .toList();
  }

  /** The item, or the item and a number if a row of the source has that name. */
  private static String unusedName(String item, List<Check> checks) {
    Set<String> used = checks.stream().map(Check::name).collect(Collectors.toSet());
    return Stream.iterate(1, number -> number + 1)
        .map(number -> number == 1 ? item : item + " #" + number)
        .filter(name -> !used.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(ValidationRow row) {
    if (row.holds()) {
      return new Passed();
    }
    if (row.knownDeviation()) {
      return new Skipped(values(row) + "; known deviation: " + row.note());
    }
    return new Failed("OutsideTolerance", values(row), detail(row));
  }

  private static String values(ValidationRow row) {
    return "published %s, ours %s"
        .formatted(quantity(row.published(), row), quantity(row.ours(), row));
  }

  private static String detail(ValidationRow row) {
    return """
    published: %s
    ours:      %s
    error:     %s
    tolerance: %s
    source:    %s
    """
        .formatted(
            quantity(row.published(), row),
            quantity(row.ours(), row),
            quantity(row.error(), row),
            row.bound() ? "ours is a bound from below" : quantity(row.tolerance(), row),
            row.source());
  }

  private static String quantity(double value, ValidationRow row) {
    return (NumberText.significant(value, DIGITS) + " " + row.unit()).strip();
  }
}
