package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PodUtilizationTest {
  @Test
  void utilisationBoundAndTimeOfAllFourScenariosHold() {
    List<ValidationRow> rows = PodUtilization.rows();

    assertThat(rows).hasSize(14).allMatch(ValidationRow::holds);
    assertThat(rows.stream().filter(ValidationRow::bound)).hasSize(4);
  }

  /** 2 x 540.35e9 x 2048 operations on 64 chips of 275.25 TFLOP/s in 0.29 s. */
  @Test
  void utilisationIsTheHandCalculation() {
    ValidationRow row = PodUtilization.rows().getFirst();

    assertThat(row.ours())
        .isCloseTo(100 * 2 * 540.35e9 * 2048 / (64 * 275.25e12 * 0.29), within(0.05));
    assertThat(row.tolerance()).isCloseTo(0.5 + 43 * 0.005 / 0.29, within(1e-9));
  }

  /** Each of 64 tokens reads 540e9 bytes of int8 weights at 64 x 1200 GB/s: 0.45 s. */
  @Test
  void leastTimeOfADecodeIsThatOfItsWeights() {
    assertThat(PodUtilization.rows().get(4).ours()).isBetween(0.44, 0.451);
  }

  @Test
  void predictedTimesAreWithinATenthOfTheMeasuredOnes() {
    List<ValidationRow> predicted =
        PodUtilization.rows().stream().filter(row -> row.item().contains("predicted for")).toList();

    assertThat(predicted).hasSize(4);
    for (ValidationRow row : predicted) {
      assertThat(row.ours() / row.published()).as(row.item()).isBetween(0.9, 1.1);
    }
  }
}
