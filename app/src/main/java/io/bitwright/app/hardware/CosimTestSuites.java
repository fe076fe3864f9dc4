package io.bitwright.app.hardware;

import io.bitwright.app.report.TestSuite;
import io.bitwright.app.report.TestSuite.Check;
import io.bitwright.app.report.TestSuite.Failed;
import io.bitwright.app.report.TestSuite.Outcome;
import io.bitwright.app.report.TestSuite.Passed;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Co-simulated runs as checks for a CI system: a suite for each unit with its settings. */
final class CosimTestSuites {
  private CosimTestSuites() {}

  /**
   * The runs, numbered through all units, so that no two have one name.
   *
   * @param seed of all that was random
   */
  static List<TestSuite> of(CosimReport report, long seed) {
    Map<UnitModel, List<Check>> byUnit = new LinkedHashMap<>();
    int number = 0;
    for (CosimResult result : report.results()) {
      number++;
      byUnit
          .computeIfAbsent(result.unit(), _ -> new ArrayList<>())
          .add(
              new Check(
                  result.unit().unit().label(),
                  number + ": " + result.title(),
                  outcome(result, seed)));
    }
    List<TestSuite> suites = new ArrayList<>();
    byUnit.forEach((unit, checks) -> {
      Map<String, String> properties = new LinkedHashMap<>(unit.settings());
      properties.put("seed", String.valueOf(seed));
      suites.add(new TestSuite(unit.title(), properties, checks));
    });
    return suites;
  }

  private static Outcome outcome(CosimResult result, long seed) {
    return result.agrees()
        ? new Passed()
        : new Failed(kind(result), result.disagreement(), detail(result, seed));
  }

  private static String kind(CosimResult result) {
    if (result.failure().isPresent()) {
      return "RunFailure";
    }
    return result.valueMismatches() > 0 ? "ValueMismatch" : "CycleDifference";
  }

  private static String detail(CosimResult result, long seed) {
    StringBuilder lines = new StringBuilder();
    result.failure().ifPresent(why -> lines.append(why).append('\n'));
    result
        .firstMismatch()
        .ifPresent(first ->
            lines
                .append(
                    "%d wrong values, the first in cycle %d, %s:\n"
                        .formatted(result.valueMismatches(), first.cycle(), first.place()))
                .append("  expected (golden): %d\n".formatted(first.expected()))
                .append("  got (RTL):         %d\n".formatted(first.got())));
    return lines
        .append(
            "cycles: RTL %d, simulated %d\n"
                .formatted(result.rtlCycles(), result.simulatedCycles()))
        .append("run: %s\n".formatted(result.title()))
        .append("seed: %d\n".formatted(seed))
        .append("unit: %s\n".formatted(result.unit().title()))
        .toString();
  }
}
