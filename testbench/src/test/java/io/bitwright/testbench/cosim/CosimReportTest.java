package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CosimReportTest {
  private static CosimResult result(
      long rtlCycles, long mismatches, Optional<ValueMismatch> first, Optional<String> failure) {
    return new CosimResult(
        WeightStationaryArrayModel.of(5, 3, NumberFormat.TERNARY, 6, 20),
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
  void disagreementNamesTheFirstWrongValueAndTheCycles() {
    Optional<ValueMismatch> first = Optional.of(new ValueMismatch(17, "row 1, column 2", -5, 9));

    assertThat(result(21, 2, first, Optional.empty()).disagreement())
        .isEqualTo(
            "2 wrong values, the first in cycle 17, row 1, column 2: expected -5, got 9;"
                + " the RTL took 21 cycles, simulated 19");
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
