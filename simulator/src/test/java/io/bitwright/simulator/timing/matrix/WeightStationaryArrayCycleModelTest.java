package io.bitwright.simulator.timing.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightStationaryArrayCycleModelTest {

  @ParameterizedTest
  @CsvSource({"1,1,1", "4,4,1", "4,4,9", "3,7,5", "7,3,5", "16,16,64", "1,9,2", "9,1,2"})
  void oneTileTakesTwiceTheRowsPlusColumnsPlusM(int rows, int columns, int m) {
    WeightStationaryArrayRun run =
        new WeightStationaryArrayCycleModel(rows, columns, 64)
            .run(new MatmulShape(m, rows, columns));

    assertThat(run.cycles()).isEqualTo(2L * rows + columns + m);
    assertThat(run.weightBeats()).isEqualTo(rows);
    assertThat(run.activationBeats()).isEqualTo(m);
    assertThat(run.resultBeats()).isEqualTo(m);
    assertThat(run.stalledCycles()).isZero();
    assertThat(run.weightWaitCycles()).isZero();
    assertThat(run.activationWaitCycles()).isEqualTo(rows);
  }

  /**
   * Counted by hand from the contract: Rows 2, Columns 3, three passes of one row. Tile 0 is loaded
   * in cycles 0 and 1, tile 1 in 2 and 3. The beat of pass 0 moves in cycle 2 and releases its bank
   * for cycle 5; tile 2 is loaded in 5 and 6, its beat moves in 7, its result in 7 + 5 = 12.
   */
  @Test
  void thirdTileWaitsForTheReleaseOfTheFirst() {
    WeightStationaryArrayRun run =
        new WeightStationaryArrayCycleModel(2, 3, 1).run(new MatmulShape(1, 6, 3));

    assertThat(run.cycles()).isEqualTo(13);
    assertThat(run.weightWaitCycles()).isEqualTo(1);
    assertThat(run.resultBeats()).isEqualTo(1);
  }

  /**
   * Rows 1, Columns 1, two rows of M: without stalls the results move in cycles 3 and 4. A sink
   * ready in every fourth cycle takes the first in cycle 4 and, since the unit stands still in
   * cycle 3, finds the second in cycle 5 and takes it in cycle 8.
   */
  @Test
  void resultsWaitForTheSinkAndTheUnitStandsStill() {
    StallPattern everyFourth = everyFourth();
    WeightStationaryArrayRun run =
        new WeightStationaryArrayCycleModel(1, 1, 2)
            .run(new MatmulShape(2, 1, 1), StallPattern.none(), StallPattern.none(), everyFourth);

    assertThat(run.cycles()).isEqualTo(9);
    assertThat(run.stalledCycles()).isEqualTo(1 + 3);
  }

  /** The sources are asked in cycles 0, 4, 8: weights move in 0 and 4, the activation in 8. */
  @Test
  void sourceOffersInTheFirstWillingCycle() {
    WeightStationaryArrayRun run =
        new WeightStationaryArrayCycleModel(2, 1, 1)
            .run(new MatmulShape(1, 2, 1), everyFourth(), StallPattern.none(), StallPattern.none());

    // The activation is held from cycle 0 on and moves right behind the second weight beat.
    assertThat(run.activationWaitCycles()).isEqualTo(5);
    assertThat(run.cycles()).isEqualTo(5 + 3 + 1);
  }

  @Property(tries = 300)
  void everyBeatMovesOnceWhateverTheStalls(
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll @IntRange(min = 1, max = 7) int accumulatorRows,
      @ForAll @IntRange(min = 1, max = 20) int m,
      @ForAll @IntRange(min = 1, max = 20) int k,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll long seed) {
    RandomGenerator random = new Random(seed);
    WeightStationaryArrayCycleModel model =
        new WeightStationaryArrayCycleModel(rows, columns, accumulatorRows);
    MatmulShape shape = new MatmulShape(m, k, n);
    WeightStationaryArrayRun run =
        model.run(
            shape,
            StallPattern.random(random, 1 + random.nextInt(9), 0.5),
            StallPattern.random(random, 1 + random.nextInt(9), 0.5),
            StallPattern.random(random, 1 + random.nextInt(9), 0.5));

    long nTiles = Math.ceilDiv(n, columns);
    long kTiles = Math.ceilDiv(k, rows);
    long blocks = Math.ceilDiv(m, accumulatorRows);
    assertThat(run.weightBeats()).isEqualTo(blocks * nTiles * kTiles * rows);
    assertThat(run.activationBeats()).isEqualTo(m * nTiles * kTiles);
    assertThat(run.resultBeats()).isEqualTo(m * nTiles);
    assertThat(run.cycles()).isGreaterThanOrEqualTo(model.run(shape).cycles());
  }

  @Test
  void passesThatCompleteNothingAreRefused() {
    WeightStationaryArrayCycleModel model = new WeightStationaryArrayCycleModel(2, 2, 4);
    StallPattern none = StallPattern.none();

    assertThatThrownBy(() -> model.run(List.of(), none, none, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> model.run(List.of(new Pass(0, 1, 0, 0, true, false)), none, none, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> model.run(List.of(new Pass(0, 5, 0, 0, true, true)), none, none, none))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Willing in cycles 0, 4, 8, ...: the seeds of a random pattern are searched for it. */
  private static StallPattern everyFourth() {
    for (long seed = 0; ; seed++) {
      StallPattern pattern = StallPattern.random(new Random(seed), 4, 0.01);
      byte[] bits = pattern.toBytes();
      if (bits[0] == 1 && bits[1] + bits[2] + bits[3] == 0) {
        return pattern;
      }
    }
  }
}
