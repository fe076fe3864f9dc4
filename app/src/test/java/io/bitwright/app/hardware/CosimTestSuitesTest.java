package io.bitwright.app.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.report.JUnitXml;
import io.bitwright.app.report.JUnitXmlDocument;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import io.bitwright.testbench.cosim.StreamStalls;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class CosimTestSuitesTest {
  private static final UnitModel NARROW = unit("rows=5");
  private static final UnitModel WIDE = unit("rows=7");

  private static UnitModel unit(String setting) {
    return Unit.WEIGHT_STATIONARY_ARRAY.configure("settings", List.of(setting, "columns=3"));
  }

  private static CosimResult result(
      UnitModel unit, long rtlCycles, Optional<ValueMismatch> first, Optional<String> failure) {
    return new CosimResult(
        unit,
        "6x5x3",
        "random",
        StreamStalls.Kind.OUTPUT_BACK_PRESSURE,
        rtlCycles,
        19,
        first.isPresent() ? 2 : 0,
        first,
        failure);
  }

  private static JUnitXmlDocument xml() throws Exception {
    ValueMismatch wrong = new ValueMismatch(17, "row 1, column 2", -5, 9);
    CosimReport report =
        new CosimReport(
            List.of(
                result(NARROW, 19, Optional.empty(), Optional.empty()),
                result(NARROW, 19, Optional.of(wrong), Optional.empty()),
                result(WIDE, 21, Optional.empty(), Optional.empty()),
                result(WIDE, 0, Optional.empty(), Optional.of("stuck: \"a\" < b & \u0001"))));
    return JUnitXmlDocument.of(JUnitXml.text("cosim", CosimTestSuites.of(report, 7)));
  }

  @Test
  void everyUnitIsASuiteAndEveryRunATest() throws Exception {
    assertThat(xml().root().getAttribute("failures")).isEqualTo("3");
    assertThat(xml().elements("testsuite"))
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly(NARROW.title(), WIDE.title());
    assertThat(xml().elements("testcase"))
        .extracting(test -> test.getAttribute("classname"))
        .containsOnly("weight_stationary_array");
    assertThat(xml().elements("testcase"))
        .extracting(test -> test.getAttribute("name"))
        .startsWith("1: 6x5x3 random, stalls: output back pressure")
        .doesNotHaveDuplicates();
  }

  @Test
  void settingsAndSeedAreProperties() throws Exception {
    assertThat(xml().elements("property"))
        .extracting(p -> p.getAttribute("name") + "=" + p.getAttribute("value"))
        .contains("rows=5", "rows=7", "columns=3", "seed=7");
  }

  @Test
  void failureCarriesExpectedAndGotWithSeedAndSettings() throws Exception {
    Element wrong = xml().elements("failure").getFirst();

    assertThat(wrong.getAttribute("type")).isEqualTo("ValueMismatch");
    assertThat(wrong.getAttribute("message"))
        .isEqualTo("2 wrong values, the first in cycle 17, row 1, column 2: expected -5, got 9");
    assertThat(wrong.getTextContent().lines())
        .containsExactly(
            "2 wrong values, the first in cycle 17, row 1, column 2:",
            "  expected (golden): -5",
            "  got (RTL):         9",
            "cycles: RTL 19, simulated 19",
            "run: 6x5x3 random, stalls: output back pressure",
            "seed: 7",
            "unit: " + NARROW.title());
  }

  @Test
  void cyclesAndRunsThatDoNotEndFailToo() throws Exception {
    assertThat(xml().elements("failure"))
        .extracting(failure -> failure.getAttribute("type"))
        .containsExactly("ValueMismatch", "CycleDifference", "RunFailure");
    assertThat(xml().elements("failure").getLast().getAttribute("message"))
        .isEqualTo("stuck: \"a\" < b & \\u0001");
  }
}
