package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.StoredMatrix;

/** Turns a trained weight matrix into one of a low-bit format. */
@FunctionalInterface
public interface MatrixQuantiser {

  /**
   * Quantises a whole matrix; the same matrix always gives the same result.
   *
   * @param weights N rows of K values, at least one of each; not written to
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  StoredMatrix quantise(float[][] weights);
}
