package io.bitwright.simulator.timing.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.workload.MatmulShape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightStationaryArrayTest {

  @ParameterizedTest
  @CsvSource({"1,1,1,0", "4,4,1,0", "4,4,9,2", "3,7,5,1", "7,3,5,0", "16,16,64,0", "9,1,2,0"})
  void oneTileTakesItsLoadingItsRowsAndTheLatency(int rows, int columns, int m, int stages) {
    assertThat(
            new WeightStationaryArray(rows, columns, 64, stages)
                .cycles(new MatmulShape(m, rows, columns)))
        .isEqualTo(2L * rows + columns + 1 + stages + m);
  }

  @Property(seed = "1")
  void productOfWholeBlocksFollowsTheFormulaOfTheJavadoc(
      @ForAll @IntRange(min = 1, max = 256) int rows,
      @ForAll @IntRange(min = 1, max = 256) int columns,
      @ForAll @IntRange(min = 1, max = 512) int m,
      @ForAll @IntRange(min = 1, max = 100_000) int tiles,
      @ForAll @IntRange(min = 0, max = 2) int stages) {
    MatmulShape shape = new MatmulShape(m, (long) rows * tiles, columns);

    assertThat(new WeightStationaryArray(rows, columns, m, stages).cycles(shape))
        .isEqualTo(2L * rows + columns + 1 + stages + m + (tiles - 1L) * Math.max(rows, m));
  }

  /** A repeated product is one with as many times the tiles of N, where M is one block. */
  @Property(seed = "2")
  void repetitionsOfOneBlockAreMoreTilesOfN(
      @ForAll @IntRange(min = 1, max = 33) int m,
      @ForAll @IntRange(min = 1, max = 100) int k,
      @ForAll @IntRange(min = 1, max = 50) int repetitions) {
    WeightStationaryArray array = new WeightStationaryArray(8, 8, 33);

    assertThat(array.cycles(new MatmulShape(m, k, 16), repetitions))
        .isEqualTo(array.cycles(new MatmulShape(m, k, 16L * repetitions)));
  }

  @Test
  void utilisationApproachesOneForLongBlocks() {
    WeightStationaryArray array = new WeightStationaryArray(16, 16, 4096);

    assertThat(array.utilisation(new MatmulShape(4096, 4096, 4096))).isBetween(0.999, 1.0);
    assertThat(array.peakMultiplyAccumulatesPerCycle()).isEqualTo(256);
  }

  @Test
  void millionsOfPassesAreExactAndMoreThanTwoToThe53CyclesAreRefused() {
    WeightStationaryArray array = new WeightStationaryArray(16, 16, 64);

    // 2^14 blocks, 2^16 x 2^16 tiles: 2^46 - 1 passes of 64 rows after the first.
    assertThat(array.cycles(new MatmulShape(1L << 20, 1L << 20, 1L << 20)))
        .isEqualTo(113 + 64 * ((1L << 46) - 1));
    assertThatThrownBy(() -> array.cycles(new MatmulShape(1L << 24, 1L << 20, 1L << 20)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("2^53");
  }

  @Test
  void inputStationaryArrayExchangesMAndN() {
    InputStationaryArray array = new InputStationaryArray(5, 3, 7, 1);

    assertThat(array.cycles(new MatmulShape(4, 11, 9)))
        .isEqualTo(new WeightStationaryArray(5, 3, 7, 1).cycles(new MatmulShape(9, 11, 4)))
        .isNotEqualTo(new WeightStationaryArray(5, 3, 7, 1).cycles(new MatmulShape(4, 11, 9)));
  }
}
