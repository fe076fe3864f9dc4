package io.bitwright.simulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnitGridTest {
  @Test
  void twoUnitsWorkSideBySideInFourWays() {
    assertThat(UnitGrid.of(2))
        .containsExactlyInAnyOrder(
            new UnitGrid(2, 1, 1, 1),
            new UnitGrid(1, 2, 1, 1),
            new UnitGrid(1, 1, 2, 1),
            new UnitGrid(1, 1, 1, 2));
  }

  @Property(seed = "1")
  void eachGridUsesAllUnitsAndStandsOnce(@ForAll @IntRange(min = 1, max = 512) int units) {
    assertThat(UnitGrid.of(units))
        .allMatch(grid -> grid.m() * grid.k() * grid.n() * grid.repetitions() == units);
    assertThat(new HashSet<>(UnitGrid.of(units))).hasSameSizeAs(UnitGrid.of(units));
  }

  @Test
  void turnedExchangesMAndN() {
    assertThat(new UnitGrid(2, 3, 4, 5).turned()).isEqualTo(new UnitGrid(4, 3, 2, 5));
  }
}
