package io.bitwright.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.report.JUnitXml;
import io.bitwright.app.report.JUnitXmlDocument;
import io.bitwright.simulator.convention.ValidationRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ValidationTestSuitesTest {
  private static ValidationRow row(String source, double ours, String deviation) {
    double error = ours - 4;
    boolean holds = Math.abs(error) <= 0.5;
    boolean known = !holds && !deviation.isEmpty();
    return new ValidationRow(
        source, "energy of a token", 4, ours, "J", error, 0.5, holds, known, deviation, false);
  }

  private static JUnitXmlDocument xml() throws Exception {
    List<ValidationRow> rows =
        List.of(
            row("Paper, Table 1", 4.25, ""),
            row("Paper, Table 1", 5.5, ""),
            row("Other, Figure 2", 7, "other circuits"));
    return JUnitXmlDocument.of(JUnitXml.text("validate", ValidationTestSuites.of(rows)));
  }

  @Test
  void everySourceIsASuiteAndNoTwoOfItsTestsHaveOneName() throws Exception {
    assertThat(xml().elements("testsuite"))
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly("Paper, Table 1", "Other, Figure 2");
    assertThat(xml().elements("testcase"))
        .extracting(test -> test.getAttribute("classname") + ": " + test.getAttribute("name"))
        .containsExactly(
            "Paper, Table 1: energy of a token",
            "Paper, Table 1: energy of a token #2",
            "Other, Figure 2: energy of a token");
  }

  @Test
  void failureCarriesPublishedAndOurs() throws Exception {
    Element failure = xml().elements("failure").getFirst();

    assertThat(xml().elements("failure")).hasSize(1);
    assertThat(failure.getAttribute("message")).isEqualTo("published 4.00000 J, ours 5.50000 J");
    assertThat(failure.getTextContent().lines())
        .containsExactly(
            "published: 4.00000 J",
            "ours:      5.50000 J",
            "error:     1.50000 J",
            "tolerance: 0.500000 J",
            "source:    Paper, Table 1");
  }

  @Test
  void knownDeviationIsSkippedWithItsReason() throws Exception {
    assertThat(xml().elements("skipped"))
        .singleElement()
        .extracting(skipped -> skipped.getAttribute("message"))
        .isEqualTo("published 4.00000 J, ours 7.00000 J; known deviation: other circuits");
  }
}
