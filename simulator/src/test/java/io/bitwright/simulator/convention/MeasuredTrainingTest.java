package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTrainingTest {
  @Test
  void stepsOfOneAndTwoChipsHold() {
    List<ValidationRow> rows = MeasuredTraining.rows();

    assertThat(rows).hasSize(4 * 2).allMatch(ValidationRow::holds);
    assertThat(rows).extracting(ValidationRow::item).doesNotHaveDuplicates();
  }
}
