package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredEnergyTest {
  @Test
  void theBoardsEnergyIsPredictedWithinTheBars() {
    assertThat(MeasuredEnergy.rows()).hasSize(6).allMatch(ValidationRow::holds);
  }
}
