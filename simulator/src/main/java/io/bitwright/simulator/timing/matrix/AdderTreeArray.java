package io.bitwright.simulator.timing.matrix;

/**
 * Cycles of a unit that sums each column in a pipelined tree of adders, a level a cycle
 * (docs/units/adder_tree_array.md).
 *
 * @param tileRows lanes of a tree: terms of K in a tile, at least 1
 * @param tileColumns trees: results of N in a tile, at least 1
 * @param blockRows rows of M whose sums one pass holds, at least 1
 * @param sharedPairs whether neighbours' sums and differences are made before the trees
 */
public record AdderTreeArray(int tileRows, int tileColumns, int blockRows, boolean sharedPairs)
    implements StationaryTileUnit {
  public AdderTreeArray {
    if (tileRows < 1 || tileColumns < 1 || blockRows < 1) {
      throw new IllegalArgumentException(
          "a tile of %d x %d, blocks of %d rows".formatted(tileRows, tileColumns, blockRows));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The input register, the pairs and their choice if they are shared, the levels of the tree
   * (at least one), and the accumulator.
   */
  @Override
  public int latencyCycles() {
    int leaves = sharedPairs ? Math.ceilDiv(tileRows, 2) : tileRows;
    int levels = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(leaves - 1));
    return 1 + (sharedPairs ? 2 : 0) + levels + 1;
  }

  @Override
  public AdderTreeArray withBlockRows(int rows) {
    return new AdderTreeArray(tileRows, tileColumns, rows, sharedPairs);
  }
}
