package io.bitwright.testbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.area.record.Area;
import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Are cells counted as docs/synthesis.md says? */
class MappedCellsTest {
  @Test
  void sevenSeriesLutsOfAllSizesAreOneEach() {
    assertThat(MappedCells.area(Map.of("LUT1", 1, "LUT2", 2, "LUT6", 3, "INV", 4, "BUFG", 1)))
        .isEqualTo(new Area(10, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void memoryInLutsIsCountedApartByTheLutsItTakes() {
    assertThat(MappedCells.area(Map.of("RAM32M", 3, "RAM64X1D", 1, "RAMB18E1", 1, "RAMB36E1", 1)))
        .isEqualTo(new Area(0, 14, 0, 0, 0, 0, 3));
  }

  @Test
  void ecp5CarryCellHoldsTwoLuts() {
    assertThat(MappedCells.area(Map.of("LUT4", 5, "CCU2C", 4, "TRELLIS_FF", 7, "PFUMX", 2)))
        .isEqualTo(new Area(13, 0, 7, 4, 2, 0, 0));
  }

  @Test
  void everyKindOfFlipFlopCounts() {
    assertThat(MappedCells.area(Map.of("FDRE", 1, "FDSE_1", 2)).flipFlops()).isEqualTo(3);
    assertThat(MappedCells.area(Map.of("SB_DFF", 1, "SB_DFFESR", 2, "SB_CARRY", 4)))
        .isEqualTo(new Area(0, 0, 3, 4, 0, 0, 0));
  }

  @Test
  void cellThatIsNoPrimitiveIsNamed() {
    assertThatThrownBy(() -> MappedCells.area(Map.of("LUT4", 5, "$fsm", 2)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("could not be mapped in full")
        .hasMessageContaining("{$fsm=2}");
  }
}
