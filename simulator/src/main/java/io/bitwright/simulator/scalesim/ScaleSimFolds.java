package io.bitwright.simulator.scalesim;

import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.workload.MatmulShape;

/**
 * How SCALE-Sim lays a product over its array: two dimensions in space, folded where they are
 * longer than the array, the third in time (Samajdar et al., A Systematic Methodology for
 * Characterizing Scalability of DNN Accelerators using SCALE-Sim, ISPASS 2020, section III).
 *
 * @param array the array
 * @param spatialRows the dimension along the rows: K, or M if the outputs are stationary
 * @param spatialColumns the dimension along the columns: N, or M if the inputs are stationary
 * @param temporal the dimension that streams: M, K or N for ws, os, is
 */
record ScaleSimFolds(ScaleSimArray array, long spatialRows, long spatialColumns, long temporal) {

  static ScaleSimFolds of(ScaleSimArray array, MatmulShape shape) {
    return switch (array.dataflow()) {
      case WEIGHT_STATIONARY -> new ScaleSimFolds(array, shape.k(), shape.n(), shape.m());
      case OUTPUT_STATIONARY -> new ScaleSimFolds(array, shape.m(), shape.n(), shape.k());
      case INPUT_STATIONARY -> new ScaleSimFolds(array, shape.k(), shape.m(), shape.n());
    };
  }

  /** Parts of spatialRows. */
  long rowFolds() {
    return Math.ceilDiv(spatialRows, array.rows());
  }

  /** Parts of spatialColumns. */
  long columnFolds() {
    return Math.ceilDiv(spatialColumns, array.columns());
  }

  /**
   * Times the array is filled and drained.
   *
   * @throws ArithmeticException above 2^63 - 1
   */
  long folds() {
    return Math.multiplyExact(rowFolds(), columnFolds());
  }

  /**
   * Cycles of one fold: R rows of skew and drain, C columns, the streaming dimension, and R cycles
   * more to load what is stationary, unless it is the outputs. ws and is: 2R + C + T - 2; os: R + C
   * + T - 2 (compute/systolic_compute_ws.py, _is.py, _os.py, the lengths of the demand matrices).
   */
  long cyclesPerFold() {
    long skew = (long) array.rows() + array.columns() - 2;
    long load = stationaryOperand() ? array.rows() : 0;
    return Math.addExact(skew + load, temporal);
  }

  /** Whether an operand is stationary, and not the results. */
  boolean stationaryOperand() {
    return switch (array.dataflow()) {
      case WEIGHT_STATIONARY, INPUT_STATIONARY -> true;
      case OUTPUT_STATIONARY -> false;
    };
  }

  /** Processing elements. */
  long elements() {
    return (long) array.rows() * array.columns();
  }
}
