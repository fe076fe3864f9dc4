package io.bitwright.golden.kernel;

/**
 * Rows of K values +1 or -1, a bit each: 64 to a long from its lowest bit on, 0 for +1 and 1 for -1
 * as in the hardware's streams. Bits beyond K are 0.
 */
public final class BinaryMatrix {
  private final int columns;
  private final long[][] rows;

  private BinaryMatrix(int columns, long[][] rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Packs signs.
   *
   * @param signs rows of K values each
   * @throws IllegalArgumentException if there are no values, rows differ in length, or a value is
   *     neither +1 nor -1
   */
  public static BinaryMatrix of(byte[][] signs) {
    if (signs.length == 0 || signs[0].length == 0) {
      throw new IllegalArgumentException("a binary matrix without values");
    }
    int columns = signs[0].length;
    long[][] rows = new long[signs.length][Math.ceilDiv(columns, Long.SIZE)];
    for (int row = 0; row < rows.length; row++) {
      if (signs[row].length != columns) {
        throw new IllegalArgumentException("rows of a binary matrix differ in length");
      }
      for (int k = 0; k < columns; k++) {
        rows[row][k / Long.SIZE] |= bit(signs[row][k]) << k;
      }
    }
    return new BinaryMatrix(columns, rows);
  }

  private static long bit(byte sign) {
    return switch (sign) {
      case 1 -> 0;
      case -1 -> 1;
      default -> throw new IllegalArgumentException(sign + " is not +1 or -1");
    };
  }

  /** Length of a row, K. */
  public int columns() {
    return columns;
  }

  public int rows() {
    return rows.length;
  }

  /** The longs of a row; not to be written to. */
  long[] words(int row) {
    return rows[row];
  }
}
