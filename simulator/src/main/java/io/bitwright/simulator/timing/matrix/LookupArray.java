package io.bitwright.simulator.timing.matrix;

/**
 * Cycles of a unit that looks up signed sums of mu activations by their weights and adds them in a
 * tree a column (docs/units/lookup_array.md).
 *
 * @param tileRows lanes: terms of K in a tile, at least 1
 * @param tileColumns trees: results of N in a tile, at least 1
 * @param blockRows rows of M whose sums one pass holds, at least 1
 * @param mu lanes of a table, at least 1
 */
public record LookupArray(int tileRows, int tileColumns, int blockRows, int mu)
    implements StationaryTileUnit {
  public LookupArray {
    if (tileRows < 1 || tileColumns < 1 || blockRows < 1 || mu < 1) {
      throw new IllegalArgumentException(
          "a tile of %d x %d, blocks of %d rows, tables of %d"
              .formatted(tileRows, tileColumns, blockRows, mu));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The input register, a lane of the tables a cycle from the second on, looking up, the levels
   * of the tree (at least one), and the accumulator.
   */
  @Override
  public int latencyCycles() {
    int leaves = Math.ceilDiv(tileRows, mu);
    int levels = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(leaves - 1));
    return 1 + (mu - 1) + 1 + levels + 1;
  }

  @Override
  public LookupArray withBlockRows(int rows) {
    return new LookupArray(tileRows, tileColumns, rows, mu);
  }
}
