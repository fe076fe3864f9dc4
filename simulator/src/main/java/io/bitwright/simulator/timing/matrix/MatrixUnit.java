package io.bitwright.simulator.timing.matrix;

import io.bitwright.spec.workload.MatmulShape;

/**
 * The timing of one matrix unit whose streams never stall: its operands always lie ready and its
 * results always find room. Memory is the caller's business.
 */
public interface MatrixUnit {

  /**
   * Clock cycles of a whole product, as the RTL of the unit takes them, one multiply-accumulate per
   * element and cycle; the cost of asking does not grow with the product.
   *
   * @throws ArithmeticException above 2^53 cycles
   */
  default long cycles(MatmulShape shape) {
    return cycles(shape, 1);
  }

  /**
   * Clock cycles of equal products, one behind the other without a gap.
   *
   * @param repetitions products, at least 1
   * @throws ArithmeticException above 2^53 cycles
   */
  long cycles(MatmulShape shape, long repetitions);

  /** Rows of M that one pass over the unit can hold. */
  int blockRows();

  /** The same unit with other blocks of M, of 1 to {@link #blockRows} rows. */
  MatrixUnit withBlockRows(int rows);

  /** Columns of N that one pass over the unit covers. */
  int tileColumns();

  /** Sum terms of K that one pass over the unit covers. */
  int tileRows();

  /** Elements of the unit: multiply-accumulates per clock cycle at best. */
  long peakMultiplyAccumulatesPerCycle();

  /** Share of the peak that a product reaches, above 0 and at most 1. */
  default double utilisation(MatmulShape shape) {
    double work = (double) shape.m() * shape.k() * shape.n();
    return work / ((double) cycles(shape) * peakMultiplyAccumulatesPerCycle());
  }
}
