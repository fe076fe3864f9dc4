package io.bitwright.app.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks of one subject, for a CI system that shows tests.
 *
 * @param name of the subject
 * @param properties what the checks have in common, as settings and seed, in their order
 * @param checks at least one
 */
public record TestSuite(String name, Map<String, String> properties, List<Check> checks) {
  public TestSuite {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    checks = List.copyOf(checks);
  }

  /**
   * One check.
   *
   * @param group what CI systems sort checks by: a unit, a source
   * @param name unique in its group; some CI systems leave out the second of a name
   */
  public record Check(String group, String name, Outcome outcome) {}

  /** How a check went. */
  public sealed interface Outcome {}

  /** It holds. */
  public record Passed() implements Outcome {}

  /** It was not judged, or does not hold for a reason that is known. */
  public record Skipped(String reason) implements Outcome {}

  /**
   * It does not hold.
   *
   * @param kind of failure, in a word
   * @param message in one line
   * @param detail all values, in lines: some CI systems show nothing else
   */
  public record Failed(String kind, String message, String detail) implements Outcome {}

  int failures() {
    return (int) checks.stream().filter(check -> check.outcome() instanceof Failed).count();
  }

  int skipped() {
    return (int) checks.stream().filter(check -> check.outcome() instanceof Skipped).count();
  }
}
