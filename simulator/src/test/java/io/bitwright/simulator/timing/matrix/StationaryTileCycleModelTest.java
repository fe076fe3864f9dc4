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

class StationaryTileCycleModelTest {
  private static final StallPattern NONE = StallPattern.none();

  /** K and N are drawn in tiles so that a case stays within some hundred passes. */
  @Property(tries = 4000, seed = "1")
  void closedFormEqualsTheSteppedModel(
      @ForAll @IntRange(min = 1, max = 33) int rows,
      @ForAll @IntRange(min = 1, max = 33) int columns,
      @ForAll @IntRange(min = 1, max = 70) int accumulatorRows,
      @ForAll @IntRange(min = 0, max = 2) int productStages,
      @ForAll @IntRange(min = 1, max = 200) int m,
      @ForAll @IntRange(min = 1, max = 9) int kTiles,
      @ForAll @IntRange(min = 1, max = 9) int nTiles,
      @ForAll long seed) {
    Random random = new Random(seed);
    int k = kTiles * rows - random.nextInt(rows);
    int n = nTiles * columns - random.nextInt(columns);
    MatmulShape shape = new MatmulShape(m, k, n);
    WeightStationaryArray array =
        new WeightStationaryArray(rows, columns, accumulatorRows, productStages);

    assertThat(array.cycles(shape)).isEqualTo(array.cycles(shape, NONE, NONE, NONE));
  }

  /**
   * Loads of one beat or of more than a unit's rows, rows of several beats: other units have them.
   */
  @Property(tries = 400, seed = "2")
  void closedFormEqualsTheSteppedModelWhateverATileTakes(
      @ForAll @IntRange(min = 1, max = 12) int loadBeats,
      @ForAll @IntRange(min = 1, max = 9) int rowBeats,
      @ForAll boolean swapsStandAlone,
      @ForAll @IntRange(min = 1, max = 12) int latency,
      @ForAll @IntRange(min = 1, max = 8) int accumulatorRows,
      @ForAll @IntRange(min = 1, max = 20) int m,
      @ForAll @IntRange(min = 1, max = 60) int k,
      @ForAll @IntRange(min = 1, max = 60) int n) {
    MatmulShape shape = new MatmulShape(m, k, n);
    Tile tile = new Tile(loadBeats, rowBeats, swapsStandAlone, latency, accumulatorRows);

    assertThat(tile.cycles(shape)).isEqualTo(tile.cycles(shape, NONE, NONE, NONE));
  }

  @Property(tries = 300, seed = "3")
  void stallsNeverMakeAProductFaster(
      @ForAll @IntRange(min = 1, max = 6) int loadBeats,
      @ForAll @IntRange(min = 1, max = 9) int latency,
      @ForAll @IntRange(min = 1, max = 7) int accumulatorRows,
      @ForAll @IntRange(min = 1, max = 20) int m,
      @ForAll @IntRange(min = 1, max = 20) int k,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll long seed) {
    RandomGenerator random = new Random(seed);
    MatmulShape shape = new MatmulShape(m, k, n);
    int rowBeats = random.nextInt(1, 5);
    Tile tile = new Tile(loadBeats, rowBeats, random.nextBoolean(), latency, accumulatorRows);
    long stalled =
        tile.cycles(
            shape,
            StallPattern.random(random, 1 + random.nextInt(9), 0.5),
            StallPattern.random(random, 1 + random.nextInt(9), 0.5),
            StallPattern.random(random, 1 + random.nextInt(9), 0.5));

    assertThat(stalled).isGreaterThanOrEqualTo(tile.cycles(shape));
  }

  /**
   * Counted by hand from the contract: two beats a tile, latency 6, three passes of one row. Tile 0
   * is loaded in cycles 0 and 1, tile 1 in 2 and 3: the beat of pass 0 moves in cycle 2, with the
   * swap, and leaves the active registers free. The beat of pass 1 moves in 4, tile 2 is loaded in
   * 4 and 5, its beat moves in 6, its result in 6 + 6 = 12.
   */
  @Test
  void tilesFollowEachOtherWithoutAGap() {
    assertThat(new Tile(2, 6, 1).cycles(new MatmulShape(1, 6, 3), NONE, NONE, NONE)).isEqualTo(13);
  }

  /**
   * Two beats a tile, three a row, latency 6, swaps alone: tile 0 is loaded in cycles 0 and 1 and
   * comes into use in 2, its row moves in 3 to 5, its result in 5 + 6 = 11. Tile 1 is loaded in 3
   * and 4 and comes into use in 6, its row moves in 7 to 9, its result in 15.
   */
  @Test
  void lastBeatOfARowGivesItsResult() {
    assertThat(new Tile(2, 3, true, 6, 1).cycles(new MatmulShape(1, 2, 3), NONE, NONE, NONE))
        .isEqualTo(12);
    assertThat(new Tile(2, 3, true, 6, 1).cycles(new MatmulShape(1, 2, 6), NONE, NONE, NONE))
        .isEqualTo(16);
  }

  /**
   * One beat a tile, latency 3, two rows of M: without stalls the results move in cycles 4 and 5. A
   * sink ready in every fourth cycle takes the first in 4; the second waits from 5 on and is taken
   * in 8.
   */
  @Test
  void resultsWaitForTheSinkAndTheUnitStandsStill() {
    MatmulShape shape = new MatmulShape(2, 1, 1);

    assertThat(new Tile(1, 3, 2).cycles(shape, NONE, NONE, NONE)).isEqualTo(6);
    assertThat(new Tile(1, 3, 2).cycles(shape, NONE, NONE, everyFourth())).isEqualTo(9);
  }

  /** Tiles are offered in cycles 0 and 4; the row is held and moves right behind, in 5. */
  @Test
  void sourceOffersInTheFirstWillingCycle() {
    assertThat(new Tile(2, 4, 1).cycles(new MatmulShape(1, 1, 1), everyFourth(), NONE, NONE))
        .isEqualTo(5 + 4 + 1);
  }

  @Test
  void passesThatCompleteNothingAreRefused() {
    StationaryTileCycleModel model = new StationaryTileCycleModel(2, 1, false, 2);

    assertThatThrownBy(() -> model.cycles(List.of(), NONE, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> model.cycles(List.of(new Pass(0, 1, 0, 0, true, false)), NONE, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StationaryTileCycleModel(0, 1, false, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StationaryTileCycleModel(2, 0, false, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Any unit with a stationary tile of 2 terms of K and 3 columns. */
  private record Tile(
      int loadBeats, int rowBeats, boolean swapsStandAlone, int latencyCycles, int blockRows)
      implements StationaryTileUnit {
    Tile(int loadBeats, int latencyCycles, int blockRows) {
      this(loadBeats, 1, false, latencyCycles, blockRows);
    }

    @Override
    public Tile withBlockRows(int rows) {
      return new Tile(loadBeats, rowBeats, swapsStandAlone, latencyCycles, rows);
    }

    @Override
    public int tileColumns() {
      return 3;
    }

    @Override
    public int tileRows() {
      return 2;
    }
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
