package io.bitwright.testbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Are cells counted as docs/synthesis.md says? */
class AreaTest {
  @Test
  void sevenSeriesLutsOfAllSizesAreOneEach() {
    assertThat(Area.of(Map.of("LUT1", 1, "LUT2", 2, "LUT6", 3, "INV", 4, "BUFG", 1)))
        .isEqualTo(new Area(10, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void memoryInLutsIsCountedApartByTheLutsItTakes() {
    assertThat(Area.of(Map.of("RAM32M", 3, "RAM64X1D", 1, "RAMB18E1", 1, "RAMB36E1", 1)))
        .isEqualTo(new Area(0, 14, 0, 0, 0, 0, 3));
  }

  @Test
  void ecp5CarryCellHoldsTwoLuts() {
    assertThat(Area.of(Map.of("LUT4", 5, "CCU2C", 4, "TRELLIS_FF", 7, "PFUMX", 2)))
        .isEqualTo(new Area(13, 0, 7, 4, 2, 0, 0));
  }

  @Test
  void everyKindOfFlipFlopCounts() {
    assertThat(Area.of(Map.of("FDRE", 1, "FDSE_1", 2)).flipFlops()).isEqualTo(3);
    assertThat(Area.of(Map.of("SB_DFF", 1, "SB_DFFESR", 2, "SB_CARRY", 4)))
        .isEqualTo(new Area(0, 0, 3, 4, 0, 0, 0));
  }

  @Test
  void cellThatIsNoPrimitiveIsNamed() {
    assertThatThrownBy(() -> Area.of(Map.of("LUT4", 5, "$fsm", 2)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("could not be mapped in full")
        .hasMessageContaining("{$fsm=2}");
  }

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
