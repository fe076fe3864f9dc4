package io.bitwright.simulator.timing.matrix;

import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.workload.MatmulShape;

/**
 * The equal matrix units of a chip, side by side on one product.
 *
 * <p>The work is dealt out whole: repetitions of a product, tiles of its N, or blocks of its M,
 * whichever is done first; the unit with most of them sets the time. An element that does r
 * multiply-accumulates a clock cycle (r = 0.5: half speed; 2: as two rows at once) takes 1/r clock
 * cycles for each cycle of the unit's schedule, rounded up over the whole product.
 *
 * @param unit one of them
 * @param count how many, at least 1
 */
public record MatrixUnits(MatrixUnit unit, int count) {

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
    return new MatrixUnits(unit, spec.count());
  }

  /** The same units with no more than so many rows of M in a pass. */
  public MatrixUnits withBlockRows(long rows) {
    return rows >= unit.blockRows() ? this : new MatrixUnits(unit.withBlockRows((int) rows), count);
  }

  /**
   * Clock cycles of equal products on all units.
   *
   * @param repetitions products, at least 1
   * @param pair formats the elements run at
   * @throws ArithmeticException above 2^53 cycles
   */
  public long cycles(MatmulShape shape, long repetitions, OperandPair pair) {
    long byRepetitions = unit.cycles(shape, Math.ceilDiv(repetitions, count));
    long n = dealt(shape.n(), unit.tileColumns());
    long byTiles = unit.cycles(new MatmulShape(shape.m(), shape.k(), n), repetitions);
    long m = dealt(shape.m(), unit.blockRows());
    long byBlocks = unit.cycles(new MatmulShape(m, shape.k(), shape.n()), repetitions);
    long unitCycles = Math.min(byRepetitions, Math.min(byTiles, byBlocks));
    return stretched(unitCycles, pair.multiplyAccumulatesPerElement());
  }

  /** The longest share of a dimension that is dealt out in whole tiles. */
  private long dealt(long size, int tile) {
    long tiles = Math.ceilDiv(size, tile);
    return Math.min(size, Math.ceilDiv(tiles, count) * tile);
  }

  private static long stretched(long unitCycles, double rate) {
    double cycles = Math.ceil(unitCycles / rate);
    if (cycles > 0x1p53) {
      throw new ArithmeticException("more than 2^53 cycles");
    }
    return (long) cycles;
  }
}
