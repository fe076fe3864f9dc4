package io.bitwright.simulator.area.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Does a unit that grows fall back behind its record? */
class RecordedFiguresTest {
  @Test
  void worseByMoreThanThreeInAHundredIsAFallBack() {
    RecordedFigures recorded = figures(new Area(100, 0, 100, 0, 0, 1, 0));

    assertThat(recorded.fallBacks(new Area(103, 0, 110, 50, 0, 1, 0))).isEmpty();
    assertThat(recorded.fallBacks(new Area(104, 0, 111, 0, 0, 2, 1)))
        .containsExactly(
            "104 LUT, recorded 100",
            "111 FF, recorded 100",
            "2 DSP, recorded 1",
            "1 block RAM, recorded 0");
    assertThat(recorded.isBeatenBy(new Area(97, 0, 100, 0, 0, 1, 0))).isFalse();
    assertThat(recorded.isBeatenBy(new Area(96, 0, 100, 0, 0, 1, 0))).isTrue();
  }

  private static RecordedFigures figures(Area area) {
    return new RecordedFigures(area, 1, Optional.empty(), "0.23");
  }
}
