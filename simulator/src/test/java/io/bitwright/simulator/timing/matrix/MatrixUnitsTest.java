package io.bitwright.simulator.timing.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.mapping.UnitGrid;
import io.bitwright.simulator.timing.matrix.MatrixUnits.Dealt;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.function.IntToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MatrixUnitsTest {
  private static final WeightStationaryArray ARRAY = new WeightStationaryArray(8, 4, 32);

  @Test
  void tilesOfNAreDealtOutAndTheMostLoadedUnitSetsTheTime() {
    // 10 tiles of N on 3 units: one has 4.
    assertThat(units(3).cycles(new MatmulShape(32, 64, 40), 1, pair(1)))
        .isEqualTo(ARRAY.cycles(new MatmulShape(32, 64, 16)));
  }

  @Test
  void blocksOfMAreDealtOutWhereTilesOfNAreTooFew() {
    assertThat(units(4).cycles(new MatmulShape(128, 64, 4), 1, pair(1)))
        .isEqualTo(ARRAY.cycles(new MatmulShape(32, 64, 4)));
  }

  @Test
  void repetitionsAreDealtOutWhole() {
    assertThat(units(4).cycles(new MatmulShape(1, 8, 4), 10, pair(1)))
        .isEqualTo(ARRAY.cycles(new MatmulShape(1, 8, 4), 3));
  }

  @Test
  void elementsAtHalfSpeedTakeTwiceTheCyclesAndFasterOnesRoundUp() {
    MatmulShape shape = new MatmulShape(5, 8, 4);
    long cycles = ARRAY.cycles(shape);

    assertThat(cycles).isEqualTo(26);
    assertThat(units(1).cycles(shape, 1, pair(0.5))).isEqualTo(52);
    assertThat(units(1).cycles(shape, 1, pair(1.25))).isEqualTo(21);
    assertThat(units(1).cycles(shape, 1, pair(2))).isEqualTo(13);
  }

  @Test
  void tilesOfKAreDealtOutWhereNothingElseIsLeftAndTheSumsAreAddedInTime() {
    MatmulShape shape = new MatmulShape(8, 64, 4);
    MatrixUnits four = units(4);

    Dealt free = four.deal(shape, 1, pair(1), ways -> 0);
    Dealt slow = four.deal(shape, 1, pair(1), ways -> ways == 1 ? 0 : 1000);

    assertThat(free).isEqualTo(new Dealt(new UnitGrid(1, 4, 1, 1), ARRAY.cycles(shapeOfK(16))));
    assertThat(slow.grid().k()).isEqualTo(1);
    assertThat(slow.cycles())
        .isEqualTo(ARRAY.cycles(shape))
        .isEqualTo(four.cycles(shape, 1, pair(1)));
  }

  private static MatmulShape shapeOfK(long k) {
    return new MatmulShape(8, k, 4);
  }

  /** The grids that are passed over are never the only best ones. */
  @Property(seed = "1")
  void nothingIsFasterThanTheGridThatIsTaken(
      @ForAll @IntRange(min = 1, max = 24) int count,
      @ForAll @IntRange(min = 1, max = 300) int m,
      @ForAll @IntRange(min = 1, max = 60) int k,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 9) int repetitions,
      @ForAll @IntRange(min = 0, max = 200) int cyclesAPart) {
    MatmulShape shape = new MatmulShape(m, k, n);
    IntToLongFunction adding = ways -> (long) ways * cyclesAPart;
    long least = Long.MAX_VALUE;
    for (UnitGrid grid : UnitGrid.of(count)) {
      MatmulShape share =
          new MatmulShape(dealt(m, 32, grid.m()), dealt(k, 8, grid.k()), dealt(n, 4, grid.n()));
      long cycles = ARRAY.cycles(share, Math.ceilDiv(repetitions, grid.repetitions()));
      least = Math.min(least, Math.max(cycles, adding.applyAsLong(grid.k())));
    }

    Dealt best = units(count).deal(shape, repetitions, pair(1), adding);

    assertThat(Math.max(best.cycles(), adding.applyAsLong(best.grid().k()))).isEqualTo(least);
  }

  private static long dealt(long size, int tile, int ways) {
    return Math.min(size, Math.ceilDiv(Math.ceilDiv(size, tile), ways) * (long) tile);
  }

  @Property(seed = "1")
  void neverFasterThanThePeakAndNeverSlowerThanOneUnit(
      @ForAll @IntRange(min = 1, max = 16) int count,
      @ForAll @IntRange(min = 1, max = 500) int m,
      @ForAll @IntRange(min = 1, max = 500) int k,
      @ForAll @IntRange(min = 1, max = 500) int n,
      @ForAll @IntRange(min = 1, max = 20) int repetitions) {
    MatmulShape shape = new MatmulShape(m, k, n);
    double peak = (double) count * 8 * 4;

    assertThat(units(count).cycles(shape, repetitions, pair(1)))
        .isLessThanOrEqualTo(ARRAY.cycles(shape, repetitions))
        .satisfies(cycles ->
            assertThat((double) cycles)
                .isGreaterThanOrEqualTo((double) shape.multiplyAccumulates() * repetitions / peak));
  }

  private static MatrixUnits units(int count) {
    return new MatrixUnits(ARRAY, count);
  }

  private static OperandPair pair(double rate) {
    return new OperandPair(NumberFormat.INT8, NumberFormat.INT8, rate);
  }
}
