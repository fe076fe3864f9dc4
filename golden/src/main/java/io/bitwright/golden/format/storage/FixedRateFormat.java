package io.bitwright.golden.format.storage;

/** A format whose matrices of one shape all take the same. */
public sealed interface FixedRateFormat extends MatrixFormat
    permits CodedFormat, OutlierColumnsFormat {

  /** What a matrix of this shape takes. */
  Storage storage(MatrixShape shape);

  /** The same per value. */
  default double bitsPerWeight(MatrixShape shape) {
    return storage(shape).bitsPerWeight(shape);
  }
}
