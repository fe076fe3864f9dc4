package io.bitwright.simulator.timing.matrix;

/**
 * Cycles of a unit that counts, column by column, the lanes in which binary activations and weights
 * differ (docs/units/xnor_popcount_array.md).
 *
 * @param tileRows lanes of a column: terms of K in a tile, at least 1
 * @param tileColumns counters: results of N in a tile, at least 1
 * @param blockRows rows of M whose sums one pass holds, at least 1
 */
public record XnorPopcountArray(int tileRows, int tileColumns, int blockRows)
    implements StationaryTileUnit {
  private static final int TRIPLE = 3;

  public XnorPopcountArray {
    if (tileRows < 1 || tileColumns < 1 || blockRows < 1) {
      throw new IllegalArgumentException(
          "a tile of %d x %d, blocks of %d rows".formatted(tileRows, tileColumns, blockRows));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The input register, the counter, its count turned into a sum, and the accumulator. The
   * counter's first two levels join three numbers each, all above two; there is at least one.
   */
  @Override
  public int latencyCycles() {
    int levels = 1;
    int numbers = Math.ceilDiv(tileRows, TRIPLE);
    while (numbers > 1) {
      numbers = Math.ceilDiv(numbers, levels == 1 ? TRIPLE : 2);
      levels++;
    }
    return 1 + levels + 1 + 1;
  }

  @Override
  public XnorPopcountArray withBlockRows(int rows) {
    return new XnorPopcountArray(tileRows, tileColumns, rows);
  }
}
