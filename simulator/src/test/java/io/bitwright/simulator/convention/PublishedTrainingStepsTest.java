package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedTrainingStepsTest {
  @Test
  void everyRowHoldsOrHasAReason() {
    List<ValidationRow> rows = PublishedTrainingSteps.rows();
    assertThat(rows).hasSize(3 + 4 * 2 + 4);
    assertThat(rows).allMatch(row -> row.holds() || row.knownDeviation());
    assertThat(rows).extracting(ValidationRow::item).doesNotHaveDuplicates();
    assertThat(rows.stream().filter(row -> !row.holds()).map(ValidationRow::item))
        .containsExactly(
            "mt-nlg-530b on 2240 A100, training step, predicted",
            "mt-nlg-530b on 2800 A100, training step, predicted",
            "mt-nlg-530b on 3360 A100, training step, predicted",
            "bloom on 384 A100, training step, predicted");
  }
}
