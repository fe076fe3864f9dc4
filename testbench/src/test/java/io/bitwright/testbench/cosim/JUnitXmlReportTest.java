package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlReportTest {
  private static final WeightStationaryArrayModel UNIT =
      WeightStationaryArrayModel.of(5, 3, NumberFormat.TERNARY, 6, 20);

  private static CosimResult result(
      long rtlCycles, long mismatches, Optional<ValueMismatch> first, Optional<String> failure) {
    return new CosimResult(
        UNIT,
        "6x5x3",
        "random",
        StreamStalls.Kind.OUTPUT_BACK_PRESSURE,
        rtlCycles,
        19,
        mismatches,
        first,
        failure);
  }

  @Test
  void everyProductIsATestAndEveryDisagreementAFailure(@TempDir Path folder) throws Exception {
    CosimReport report =
        new CosimReport(
            List.of(
                result(19, 0, Optional.empty(), Optional.empty()),
                result(
                    21,
                    2,
                    Optional.of(new ValueMismatch(17, "row 1, column 2", -5, 9)),
                    Optional.empty()),
                result(0, 0, Optional.empty(), Optional.of("stuck: \"a\" < b & c"))));
    Path file = folder.resolve("cosim.xml");
    JUnitXmlReport.write(report, file);
    Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    Element suite = xml.getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    Element first = (Element) xml.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("classname"))
        .startsWith("weight_stationary_array rows=5 columns=3 weights=ternary");
    assertThat(first.getAttribute("name"))
        .isEqualTo("1: 6x5x3 random, stalls: output back pressure");
    assertThat(message(xml, 0))
        .isEqualTo(
            "2 wrong values, the first in cycle 17, row 1, column 2: expected -5, got 9;"
                + " the RTL took 21 cycles, simulated 19");
    assertThat(message(xml, 1)).isEqualTo("stuck: \"a\" < b & c");
  }

  private static String message(Document xml, int failure) {
    return ((Element) xml.getElementsByTagName("failure").item(failure)).getAttribute("message");
  }

  @Test
  void productThatDoesNotEndIsACycleDifferenceToo() {
    CosimReport report =
        new CosimReport(List.of(result(0, 0, Optional.empty(), Optional.of("stuck"))));
    assertThat(report.agrees()).isFalse();
    assertThat(report.cycleDifferences()).isEqualTo(1);
  }

  @Test
  void emptyReportAgreesWithNothing() {
    assertThat(new CosimReport(List.of()).agrees()).isFalse();
  }
}
