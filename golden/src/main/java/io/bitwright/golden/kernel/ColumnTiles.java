package io.bitwright.golden.kernel;

/**
 * Columns of a matrix in tiles of near-equal width, so narrow that eight rows of a tile stay in the
 * nearest cache and so wide that the ends of a loop, which are not vector code, cost little: half
 * to one and a half times 2 KiB a row.
 *
 * @param columns at least 1
 * @param count tiles
 */
record ColumnTiles(int columns, int count) {
  private static final double USUAL_ROW_BYTES = 2048;

  static ColumnTiles of(int columns, int bytesAColumn) {
    return new ColumnTiles(
        columns, (int) Math.max(1, Math.rint((double) columns * bytesAColumn / USUAL_ROW_BYTES)));
  }

  /** First column of a tile; of the tile after the last, the number of columns. */
  int first(int tile) {
    return (int) ((long) columns * tile / count);
  }

  int width(int tile) {
    return first(tile + 1) - first(tile);
  }
}
