package io.bitwright.simulator.mapping;

import io.bitwright.spec.workload.MatmulShape;
import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * The order of the passes of a whole product on one weight-stationary array: for each block of
 * {@code accumulatorRows} rows of M, for each tile of {@code columns} of N, for each tile of {@code
 * rows} of K, one pass (docs/units/weight_stationary_array.md, "Order of a whole product").
 *
 * <p>Passes are made when asked for; nothing is stored.
 *
 * @param shape the product, M x K by K x N
 * @param rows array rows: the part of K that one tile covers, at least 1
 * @param columns array columns: the part of N that one tile covers, at least 1
 * @param accumulatorRows rows of M whose sums one pass holds, at least 1
 */
public record WeightStationarySchedule(
    MatmulShape shape, int rows, int columns, int accumulatorRows) implements Iterable<Pass> {
  public WeightStationarySchedule {
    if (rows < 1 || columns < 1 || accumulatorRows < 1) {
      throw new IllegalArgumentException(
          "rows, columns and accumulatorRows must be at least 1, got "
              + rows
              + ", "
              + columns
              + ", "
              + accumulatorRows);
    }
  }

  /** Blocks of M, the last one perhaps with fewer rows. */
  public long mBlocks() {
    return Math.ceilDiv(shape.m(), accumulatorRows);
  }

  /** Tiles of N, the last one perhaps padded. */
  public long nTiles() {
    return Math.ceilDiv(shape.n(), columns);
  }

  /** Tiles of K, the last one perhaps padded. */
  public long kTiles() {
    return Math.ceilDiv(shape.k(), rows);
  }

  /**
   * Passes of the product.
   *
   * @throws ArithmeticException if there are more than 2^63 - 1
   */
  public long passes() {
    return Math.multiplyExact(mBlocks(), Math.multiplyExact(nTiles(), kTiles()));
  }

  /**
   * The pass at a place in the order.
   *
   * @param index from 0 to {@code passes() - 1}
   */
  public Pass pass(long index) {
    long kTile = index % kTiles();
    long nTile = index / kTiles() % nTiles();
    long mStart = index / kTiles() / nTiles() * accumulatorRows;
    int mRows = (int) Math.min(accumulatorRows, shape.m() - mStart);
    return new Pass(mStart, mRows, nTile, kTile, kTile == 0, kTile == kTiles() - 1);
  }

  @Override
  public Iterator<Pass> iterator() {
    return LongStream.range(0, passes()).mapToObj(this::pass).iterator();
  }
}
