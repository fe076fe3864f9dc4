package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.spec.workload.MatmulShape;
import java.util.random.RandomGenerator;

/** Sizes of products for units with a stationary tile. */
final class TileShapes {
  private TileShapes() {}

  /** A product whose streaming rows are of M. */
  static MatmulShape draw(
      StationaryTileModel unit, int number, int largestM, RandomGenerator random) {
    Sizes sizes = Sizes.draw(unit, number, largestM, random);
    return new MatmulShape(sizes.streaming(), sizes.terms(), sizes.stationary());
  }

  /** A product whose streaming rows are of N. */
  static MatmulShape drawInputStationary(
      StationaryTileModel unit, int number, int largestN, RandomGenerator random) {
    Sizes sizes = Sizes.draw(unit, number, largestN, random);
    return new MatmulShape(sizes.stationary(), sizes.terms(), sizes.streaming());
  }

  /**
   * Sizes of a product.
   *
   * @param streaming rows that stream through the unit
   * @param terms K; the longest sum in runs 0 and 1, which fill every register
   * @param stationary rows of the operand that is held
   */
  private record Sizes(int streaming, int terms, int stationary) {
    private static final int TILES = 3;
    private static final int TILES_OF_SHORT_PASSES = 8;

    /**
     * One draw in two is many short passes, half of them of a single row, and one in four ends in
     * passes of a single row: passes that are shorter than the loading of a tile may follow each
     * other at once, and then a row of sums may be read while it is written.
     */
    static Sizes draw(StationaryTileModel unit, int number, int largest, RandomGenerator random) {
      if (TileRun.of(number) == TileRun.SELDOM_ROWS) {
        return new Sizes(
            random.nextInt(largest, 3 * largest),
            random.nextInt(1, Math.min(2 * unit.rows(), unit.longestSum()) + 1),
            random.nextInt(1, TILES * unit.columns() + 1));
      }
      int kind = number < 2 ? 3 : random.nextInt(4);
      if (kind < 2) {
        int rowsALoad = Math.max(1, unit.loadBeats() / unit.rowBeats());
        int longest = Math.min(unit.accumulatorRows(), rowsALoad);
        return new Sizes(
            kind == 0 ? 1 : longest,
            unit.longestSum(),
            random.nextInt(1, TILES_OF_SHORT_PASSES * unit.columns() + 1));
      }
      int rows = random.nextInt(1, largest + 1);
      int inLastPass = (rows - 1) % unit.accumulatorRows();
      return new Sizes(
          kind == 2 ? rows - inLastPass : rows,
          number < 2 ? unit.longestSum() : random.nextInt(1, unit.longestSum() + 1),
          random.nextInt(1, TILES * unit.columns() + 1));
    }
  }
}
