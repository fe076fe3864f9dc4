package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredCollectivesTest {
  /** 11 sizes; the median of the five held out is below 6 %. */
  @Test
  void mediansHoldAndOnlySmallOnesDiffer() {
    List<ValidationRow> rows = MeasuredCollectives.rows();

    assertThat(rows).hasSize(2 + 11);
    assertThat(rows.subList(0, 2)).allMatch(ValidationRow::holds);
    assertThat(rows.get(1).item()).isEqualTo("median error of 5 held-out rows");
    assertThat(rows.get(1).ours()).isLessThan(6);
    assertThat(rows.stream().filter(row -> !row.holds()))
        .isNotEmpty()
        .allMatch(row -> row.knownDeviation() && row.published() < 51);
  }
}
