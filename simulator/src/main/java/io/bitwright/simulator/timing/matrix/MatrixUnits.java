package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.mapping.UnitGrid;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The equal matrix units of a chip, side by side on one product.
 *
 * <p>The work is dealt out whole: repetitions of a product, blocks of its M, tiles of its N or of
 * its K, in the grid that is done first; the unit with most of them sets the time. An element that
 * does r multiply-accumulates a clock cycle (r = 0.5: half speed; 2: as two rows at once) takes 1/r
 * clock cycles for each cycle of the unit's schedule, and a unit that works a share s of the time
 * 1/s of these, rounded up over the whole product.
 *
 * @param unit one of them
 * @param count how many, at least 1
 * @param grids the ways to use them all
 * @param sustained share of the time in which they work, above 0, at most 1
 */
public record MatrixUnits(MatrixUnit unit, int count, List<UnitGrid> grids, double sustained) {
  public MatrixUnits {
    grids = List.copyOf(grids);
  }

  /** So many units, at least 1, that never pause. */
  public MatrixUnits(MatrixUnit unit, int count) {
    this(unit, count, UnitGrid.of(count), 1);
  }

  /** The units of a description; a new kind of unit is one more line here. */
  public static MatrixUnits of(MatrixUnitSpec spec) {
    MatrixUnit unit =
        switch (spec.kind()) {
          case WEIGHT_STATIONARY_ARRAY -> WeightStationaryArray.of(spec);
          case INPUT_STATIONARY_ARRAY -> InputStationaryArray.of(spec);
          case OUTPUT_STATIONARY_ARRAY -> OutputStationaryArray.of(spec);
          case TENSOR_CORE ->
              throw new IllegalArgumentException("tensor cores have no cycles of an array");
        };
    return new MatrixUnits(unit, spec.count(), UnitGrid.of(spec.count()), spec.sustained());
  }

  /** The same units with no more than so many rows of M in a pass. */
  public MatrixUnits withBlockRows(long rows) {
    return rows >= unit.blockRows()
        ? this
        : new MatrixUnits(unit.withBlockRows((int) rows), count, grids, sustained);
  }

  /** Another unit, as many times. */
  public MatrixUnits with(MatrixUnit other) {
    return new MatrixUnits(other, count, grids, sustained);
  }

  /**
   * A way to share work.
   *
   * @param cycles clock cycles of the unit with most of it
   */
  public record Dealt(UnitGrid grid, long cycles) {}

  /**
   * Clock cycles of equal products on all units, none of them cut along K.
   *
   * @param repetitions products, at least 1
   * @param pair formats the elements run at
   * @throws ArithmeticException above 2^53 cycles
   */
  public long cycles(MatmulShape shape, long repetitions, OperandPair pair) {
    return deal(shape, repetitions, pair, ways -> ways == 1 ? 0 : Long.MAX_VALUE).cycles();
  }

  /**
   * The grid with which equal products are done first.
   *
   * @param repetitions products, at least 1
   * @param pair formats the elements run at
   * @param sideCycles clock cycles that other units work at the same time, by the ways that K is
   *     dealt out
   * @throws ArithmeticException above 2^53 cycles
   */
  public Dealt deal(
      MatmulShape shape, long repetitions, OperandPair pair, IntToLongFunction sideCycles) {
    UnitGrid best = grids.getFirst();
    long bestUnitCycles = Long.MAX_VALUE;
    long bestTime = Long.MAX_VALUE;
    double rate = pair.multiplyAccumulatesPerElement() * sustained;
    long mTiles = Math.ceilDiv(shape.m(), unit.blockRows());
    long kTiles = Math.ceilDiv(shape.k(), unit.tileRows());
    long nTiles = Math.ceilDiv(shape.n(), unit.tileColumns());
    for (UnitGrid grid : grids) {
      if (idles(grid.m(), mTiles) || idles(grid.k(), kTiles) || idles(grid.n(), nTiles)) {
        continue;
      }
      MatmulShape share =
          new MatmulShape(
              share(shape.m(), unit.blockRows(), mTiles, grid.m()),
              share(shape.k(), unit.tileRows(), kTiles, grid.k()),
              share(shape.n(), unit.tileColumns(), nTiles, grid.n()));
      long unitCycles = unit.cycles(share, Math.ceilDiv(repetitions, grid.repetitions()));
      long time = Math.max(stretched(unitCycles, rate), sideCycles.applyAsLong(grid.k()));
      if (time < bestTime || (time == bestTime && unitCycles < bestUnitCycles)) {
        best = grid;
        bestUnitCycles = unitCycles;
        bestTime = time;
      }
    }
    return new Dealt(best, stretched(bestUnitCycles, rate));
  }

  /** Whether fewer ways would do as well: a factor of them is better used for repetitions. */
  private static boolean idles(int ways, long tiles) {
    if (ways == 1) {
      return false;
    }
    int prime = 2;
    while (ways % prime != 0) {
      prime++;
    }
    return ways / prime >= tiles;
  }

  /** The longest share of a dimension that is dealt out in whole tiles. */
  private static long share(long size, int tile, long tiles, int ways) {
    return Math.min(size, Math.ceilDiv(tiles, ways) * tile);
  }

  private static long stretched(long unitCycles, double rate) {
    double cycles = Math.ceil(unitCycles / rate);
    if (cycles > 0x1p53) {
      throw new ArithmeticException("more than 2^53 cycles");
    }
    return (long) cycles;
  }
}
