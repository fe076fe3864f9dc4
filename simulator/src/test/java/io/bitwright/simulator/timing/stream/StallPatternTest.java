package io.bitwright.simulator.timing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StallPatternTest {

  @Test
  void burstsAreIdleFirstAndThenWilling() {
    StallPattern bursts = StallPattern.bursts(2, 3);
    assertThat(bursts.period()).isEqualTo(5);
    assertThat(bursts.toBytes()).containsExactly(0, 0, 1, 1, 1);
    assertThat(bursts.isWilling(6)).isFalse();
    assertThat(bursts.isWilling(7)).isTrue();
    assertThat(StallPattern.bursts(0, 1).toBytes()).containsExactly(1);
    assertThatThrownBy(() -> StallPattern.bursts(3, 0)).hasMessageContaining("burst 0");
  }
}
