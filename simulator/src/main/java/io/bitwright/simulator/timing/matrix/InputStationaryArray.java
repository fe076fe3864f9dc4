package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.workload.MatmulShape;

/**
 * The cycles of an input-stationary array (docs/units/input_stationary_array.md): a product takes
 * what a {@link WeightStationaryArray} takes for the product with M and N in each other's place.
 *
 * @param rows array rows, the part of K in a tile, at least 1
 * @param columns array columns, the part of M in a tile, at least 1
 * @param accumulatorRows rows of N whose sums one pass holds, at least 1
 * @param productStages registers between an element's operands and its sum, at least 0
 */
public record InputStationaryArray(int rows, int columns, int accumulatorRows, int productStages) {

  public InputStationaryArray {
    if (rows < 1 || columns < 1 || accumulatorRows < 1 || productStages < 0) {
      throw new IllegalArgumentException(
          "rows, columns and accumulatorRows must be at least 1, got %d, %d, %d; productStages at least 0, got %d"
              .formatted(rows, columns, accumulatorRows, productStages));
    }
  }

  /** Clock cycles of a whole product whose streams never stall. */
  public long cycles(MatmulShape shape) {
    return exchanged().cycles(turned(shape));
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
    return exchanged().cycles(turned(shape), activations, weights, results);
  }

  private WeightStationaryArray exchanged() {
    return new WeightStationaryArray(rows, columns, accumulatorRows, productStages);
  }

  private static MatmulShape turned(MatmulShape shape) {
    return new MatmulShape(shape.n(), shape.k(), shape.m());
  }
}
