package io.bitwright.golden.format.storage;

/**
 * The shape of a weight matrix, or of activations.
 *
 * @param rows output channels, N; tokens of activations
 * @param columns inputs, K
 */
public record MatrixShape(int rows, int columns) {
  /**
   * @throws IllegalArgumentException if there are no values
   */
  public MatrixShape {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a matrix of " + rows + " x " + columns);
    }
  }

  /** The shape of rows that are all of one length. */
  public static MatrixShape of(float[][] rows) {
    return new MatrixShape(rows.length, rows.length == 0 ? 0 : rows[0].length);
  }

  /** Values in the matrix. */
  public long weights() {
    return (long) rows * columns;
  }
}
