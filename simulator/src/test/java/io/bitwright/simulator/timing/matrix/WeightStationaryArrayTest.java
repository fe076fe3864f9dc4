package io.bitwright.simulator.timing.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.workload.MatmulShape;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeightStationaryArrayTest {

  /** K and N are drawn in tiles so that a case stays within some hundred passes. */
  @Property(tries = 4000)
  void closedFormEqualsTheCycleModel(
      @ForAll @IntRange(min = 1, max = 33) int rows,
      @ForAll @IntRange(min = 1, max = 33) int columns,
      @ForAll @IntRange(min = 1, max = 70) int accumulatorRows,
      @ForAll @IntRange(min = 1, max = 200) int m,
      @ForAll @IntRange(min = 1, max = 9) int kTiles,
      @ForAll @IntRange(min = 1, max = 9) int nTiles,
      @ForAll long seed) {
    Random random = new Random(seed);
    int k = kTiles * rows - random.nextInt(rows);
    int n = nTiles * columns - random.nextInt(columns);
    MatmulShape shape = new MatmulShape(m, k, n);

    assertThat(new WeightStationaryArray(rows, columns, accumulatorRows).cycles(shape))
        .isEqualTo(
            new WeightStationaryArrayCycleModel(rows, columns, accumulatorRows)
                .run(shape)
                .cycles());
  }

  @Property(tries = 40)
  void closedFormEqualsTheCycleModelOverManyPasses(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 8) int accumulatorRows,
      @ForAll @IntRange(min = 1, max = 20) int m,
      @ForAll @IntRange(min = 100, max = 300) int k,
      @ForAll @IntRange(min = 100, max = 300) int n) {
    MatmulShape shape = new MatmulShape(m, k, n);

    assertThat(new WeightStationaryArray(rows, columns, accumulatorRows).cycles(shape))
        .isEqualTo(
            new WeightStationaryArrayCycleModel(rows, columns, accumulatorRows)
                .run(shape)
                .cycles());
  }

  @Property
  void productOfWholeBlocksFollowsTheFormulaOfTheJavadoc(
      @ForAll @IntRange(min = 1, max = 256) int rows,
      @ForAll @IntRange(min = 1, max = 256) int columns,
      @ForAll @IntRange(min = 1, max = 512) int m,
      @ForAll @IntRange(min = 1, max = 100_000) int tiles) {
    MatmulShape shape = new MatmulShape(m, (long) rows * tiles, columns);
    long single = Math.max(rows, m);
    long q = tiles - 1L;
    long longest = Math.max(q * single, (q % 2) * single + (q / 2) * (rows + columns + m - 1L));

    assertThat(new WeightStationaryArray(rows, columns, m).cycles(shape))
        .isEqualTo(2L * rows + columns + m + longest);
  }

  /** A repeated product is one with as many times the tiles of N, where M is one block. */
  @Property
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

    // 2^14 blocks, 2^16 x 2^16 tiles: q = 2^46 - 1 passes of 64 rows after the first.
    assertThat(array.cycles(new MatmulShape(1L << 20, 1L << 20, 1L << 20)))
        .isEqualTo(112 + 64 * ((1L << 46) - 1));
    assertThatThrownBy(() -> array.cycles(new MatmulShape(1L << 24, 1L << 20, 1L << 20)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("2^53");
  }
}
