package io.bitwright.simulator.timing.matrix;

import io.bitwright.spec.accelerator.MatrixUnitSpec;

/**
 * The cycles of a weight-stationary array (docs/units/weight_stationary_array.md): those of any
 * unit with a stationary tile, with a latency of {@code rows + columns + 1 + productStages}.
 *
 * <p>If all P passes of a product have m rows, by the closed form of {@link StationaryTileUnit}
 *
 * <pre>
 *   cycles = 2 rows + columns + 1 + productStages + m + (P - 1) max(rows, m)
 * </pre>
 *
 * @param rows array rows, at least 1
 * @param columns array columns, at least 1
 * @param accumulatorRows rows of M whose sums one pass holds, at least 1
 * @param productStages registers between an element's operands and its sum, at least 0
 */
public record WeightStationaryArray(int rows, int columns, int accumulatorRows, int productStages)
    implements StationaryTileUnit {

  public WeightStationaryArray {
    if (rows < 1 || columns < 1 || accumulatorRows < 1 || productStages < 0) {
      throw new IllegalArgumentException(
          "rows, columns and accumulatorRows must be at least 1, got %d, %d, %d; productStages at least 0, got %d"
              .formatted(rows, columns, accumulatorRows, productStages));
    }
  }

  /** An array whose elements multiply and add in one cycle. */
  public WeightStationaryArray(int rows, int columns, int accumulatorRows) {
    this(rows, columns, accumulatorRows, 0);
  }

  /** One of the units of a description. */
  public static WeightStationaryArray of(MatrixUnitSpec spec) {
    return new WeightStationaryArray(spec.rows(), spec.columns(), spec.accumulatorRows());
  }

  @Override
  public int latencyCycles() {
    return rows + columns + 1 + productStages;
  }

  @Override
  public int blockRows() {
    return accumulatorRows;
  }

  @Override
  public WeightStationaryArray withBlockRows(int blockRows) {
    return new WeightStationaryArray(rows, columns, blockRows, productStages);
  }

  @Override
  public int tileColumns() {
    return columns;
  }

  @Override
  public int tileRows() {
    return rows;
  }
}
