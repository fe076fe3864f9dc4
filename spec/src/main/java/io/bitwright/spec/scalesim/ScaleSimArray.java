package io.bitwright.spec.scalesim;

/**
 * The array of SCALE-Sim.
 *
 * @param rows processing elements in a column, {@code ArrayHeight}, at least 1
 * @param columns processing elements in a row, {@code ArrayWidth}, at least 1
 * @param dataflow what stays in the elements
 */
public record ScaleSimArray(int rows, int columns, ScaleSimDataflow dataflow) {
  public ScaleSimArray {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("rows %d, columns %d".formatted(rows, columns));
    }
  }
}
