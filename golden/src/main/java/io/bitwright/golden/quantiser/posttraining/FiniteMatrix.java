package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.spec.SpecException;

/** Checks what quantisers are given. */
final class FiniteMatrix {
  private FiniteMatrix() {}

  /** The shape of weights, all finite. */
  static MatrixShape weights(float[][] rows) {
    return require(rows, "weight");
  }

  /** The shape of activations of a layer of so many inputs, all finite. */
  static MatrixShape activations(float[][] rows, int inputs) {
    MatrixShape shape = require(rows, "activation");
    if (shape.columns() != inputs) {
      throw new IllegalArgumentException(
          shape.columns() + " activations a row for " + inputs + " inputs");
    }
    return shape;
  }

  private static MatrixShape require(float[][] rows, String what) {
    MatrixShape shape = MatrixShape.of(rows);
    for (int n = 0; n < rows.length; n++) {
      if (rows[n].length != shape.columns()) {
        throw new IllegalArgumentException(what + " rows differ in length");
      }
      for (int k = 0; k < rows[n].length; k++) {
        if (!Float.isFinite(rows[n][k])) {
          throw new SpecException(
              "%s [%d, %d] is %s, not finite".formatted(what, n, k, rows[n][k]));
        }
      }
    }
    return shape;
  }
}
