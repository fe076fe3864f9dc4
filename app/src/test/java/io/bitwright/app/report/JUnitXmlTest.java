package io.bitwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.app.report.TestSuite.Check;
import io.bitwright.app.report.TestSuite.Failed;
import io.bitwright.app.report.TestSuite.Outcome;
import io.bitwright.app.report.TestSuite.Passed;
import io.bitwright.app.report.TestSuite.Skipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class JUnitXmlTest {
  private static String report(Outcome... outcomes) {
    List<Check> checks = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      checks.add(new Check("unit", "check " + checks.size(), outcome));
    }
    return JUnitXml.text("cosim", List.of(new TestSuite("suite", Map.of(), checks)));
  }

  @Test
  void smallReportIsTheseBytes() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("rows", "3");
    properties.put("seed", "7");
    List<Check> checks =
        List.of(
            new Check("array", "1: 2x3x4", new Passed()),
            new Check("array", "2: 2x3x4", new Skipped("known")),
            new Check("array", "3: 2x3x4", new Failed("ValueMismatch", "a < b", "got 1\n")));

    assertThat(JUnitXml.text("cosim", List.of(new TestSuite("array 3x3", properties, checks))))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="cosim" tests="3" failures="1" errors="0" skipped="1" time="0">
              <testsuite name="array 3x3" tests="3" failures="1" errors="0" skipped="1" time="0">
                <properties>
                  <property name="rows" value="3"/>
                  <property name="seed" value="7"/>
                </properties>
                <testcase classname="array" name="1: 2x3x4" time="0"/>
                <testcase classname="array" name="2: 2x3x4" time="0">
                  <skipped message="known"/>
                </testcase>
                <testcase classname="array" name="3: 2x3x4" time="0">
                  <failure type="ValueMismatch" message="a &lt; b">got 1
            </failure>
                </testcase>
              </testsuite>
            </testsuites>
            """);
  }

  @Test
  void reportKeepsTheSchemaAndItsCountsAddUp() throws Exception {
    List<TestSuite> suites =
        List.of(
            new TestSuite("one", Map.of(), List.of(new Check("a", "1", new Passed()))),
            new TestSuite(
                "two",
                Map.of(),
                List.of(
                    new Check("b", "1", new Failed("Kind", "message", "detail")),
                    new Check("b", "2", new Skipped("reason")))));

    JUnitXmlDocument xml = JUnitXmlDocument.of(JUnitXml.text("all", suites));

    assertThat(xml.root().getAttribute("tests")).isEqualTo("3");
    assertThat(xml.root().getAttribute("failures")).isEqualTo("1");
    assertThat(xml.root().getAttribute("skipped")).isEqualTo("1");
    assertThat(xml.elements("testcase")).hasSize(3);
  }

  @Test
  void whatXmlCannotHoldIsWrittenAsAnEscape() throws Exception {
    String text = "bell \u0007, null \0, half a pair \ud800, \ufffe, whole \ud83d\ude00, \u00e9";

    JUnitXmlDocument xml = JUnitXmlDocument.of(report(new Failed("Kind", text, text)));

    String held =
        "bell \\u0007, null \\u0000, half a pair \\ud800, \\ufffe, whole \ud83d\ude00, \u00e9";
    Element failure = xml.elements("failure").getFirst();
    assertThat(failure.getAttribute("message")).isEqualTo(held);
    assertThat(failure.getTextContent()).isEqualTo(held);
  }

  @Test
  void markupAndLineEndsInAMessageStayText() throws Exception {
    String message = "]]> <failure message=\"x\"/> & 'y'\n\tnext";

    Element failure =
        JUnitXmlDocument.of(report(new Failed("Kind", message, message)))
            .elements("failure")
            .getFirst();

    assertThat(failure.getAttribute("message"))
        .isEqualTo("]]> <failure message=\"x\"/> & 'y'  next");
    assertThat(failure.getTextContent()).isEqualTo(message);
  }

  @Test
  void schemaRefusesWhatReadersStumbleOver() {
    String good = report(new Passed(), new Passed());

    assertThatThrownBy(() -> JUnitXmlDocument.of(good.replaceFirst(" time=\"0\"", "")))
        .isInstanceOf(SAXException.class);
    assertThatThrownBy(() -> JUnitXmlDocument.of(good.replace("check 1", "check 0")))
        .isInstanceOf(SAXException.class);
  }
}
