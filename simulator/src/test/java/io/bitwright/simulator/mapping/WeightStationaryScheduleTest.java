package io.bitwright.simulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.workload.MatmulShape;
import org.junit.jupiter.api.Test;

class WeightStationaryScheduleTest {

  @Test
  void passesGoThroughKThenNThenM() {
    WeightStationarySchedule schedule =
        new WeightStationarySchedule(new MatmulShape(5, 7, 6), 4, 3, 3);

    assertThat(schedule)
        .containsExactly(
            new Pass(0, 3, 0, 0, true, false),
            new Pass(0, 3, 0, 1, false, true),
            new Pass(0, 3, 1, 0, true, false),
            new Pass(0, 3, 1, 1, false, true),
            new Pass(3, 2, 0, 0, true, false),
            new Pass(3, 2, 0, 1, false, true),
            new Pass(3, 2, 1, 0, true, false),
            new Pass(3, 2, 1, 1, false, true));
    assertThat(schedule.passes()).isEqualTo(8);
  }

  @Test
  void oneTileOfKIsFirstAndLast() {
    assertThat(new WeightStationarySchedule(new MatmulShape(1, 4, 1), 4, 3, 3))
        .containsExactly(new Pass(0, 1, 0, 0, true, true));
  }

  @Test
  void passesOfAHugeProductCostNothingUntilTheyAreAskedFor() {
    WeightStationarySchedule schedule =
        new WeightStationarySchedule(new MatmulShape(1L << 20, 1L << 20, 1L << 20), 16, 16, 64);

    assertThat(schedule.passes()).isEqualTo(1L << 46);
    assertThat(schedule.pass((1L << 46) - 1))
        .isEqualTo(new Pass((1L << 20) - 64, 64, 65535, 65535, false, true));
  }
}
