package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.workload.MatmulShape;

/**
 * The cycles of an input-stationary array (docs/units/input_stationary_array.md): a product takes
 * what a {@link WeightStationaryArray} takes for the product with M and N in each other's place.
 *
 * @param rows array rows, the part of K in a tile, at least 1
 * @param columns array columns, the part of M in a tile, at least 1
 * @param accumulatorRows rows of N whose sums one pass holds, at least 1
 * @param productStages registers between an element's operands and its sum, at least 0
 * @param blockRows columns of the array that are used, the part of M in a tile, 1 to columns
 */
public record InputStationaryArray(
    int rows, int columns, int accumulatorRows, int productStages, int blockRows)
    implements MatrixUnit {

  public InputStationaryArray {
    if (rows < 1 || accumulatorRows < 1 || productStages < 0) {
      throw new IllegalArgumentException(
          "rows and accumulatorRows must be at least 1, got %d, %d; productStages at least 0, got %d"
              .formatted(rows, accumulatorRows, productStages));
    }
    if (blockRows < 1 || blockRows > columns) {
      throw new IllegalArgumentException(
          "blockRows must be at least 1 and at most the columns, got %d of %d"
              .formatted(blockRows, columns));
    }
  }

  /** An array all of whose columns are used. */
  public InputStationaryArray(int rows, int columns, int accumulatorRows, int productStages) {
    this(rows, columns, accumulatorRows, productStages, columns);
  }

  /** One of the units of a description. */
  public static InputStationaryArray of(MatrixUnitSpec spec) {
    return new InputStationaryArray(spec.rows(), spec.columns(), spec.accumulatorRows(), 0);
  }

  @Override
  public long cycles(MatmulShape shape, long repetitions) {
    return exchanged().cycles(shape.turned(), repetitions);
  }

  @Override
  public InputStationaryArray withBlockRows(int used) {
    return new InputStationaryArray(rows, columns, accumulatorRows, productStages, used);
  }

  @Override
  public int tileColumns() {
    return accumulatorRows;
  }

  @Override
  public int tileRows() {
    return rows;
  }

  @Override
  public long peakMultiplyAccumulatesPerCycle() {
    return (long) rows * columns;
  }

  /**
   * Clock cycles of a whole product whose streams stall, stepped one by one.
   *
   * @param activations when the source of tiles starts to offer a beat
   * @param weights when the source of rows of N starts to offer a beat
   * @param results when the sink is ready
   */
  public long cycles(
      MatmulShape shape, StallPattern activations, StallPattern weights, StallPattern results) {
    return exchanged().cycles(shape.turned(), activations, weights, results);
  }

  /**
   * What the array is for products with M and N in each other's place. Columns that are not used
   * are passed all the same.
   */
  public WeightStationaryArray exchanged() {
    int unused = columns - blockRows;
    return new WeightStationaryArray(rows, blockRows, accumulatorRows, productStages + unused);
  }
}
