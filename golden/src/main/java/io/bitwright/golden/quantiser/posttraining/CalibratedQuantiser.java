package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.StoredMatrix;

/** Turns a trained weight matrix into one of a low-bit format, given what it multiplies. */
@FunctionalInterface
public interface CalibratedQuantiser {

  /**
   * Quantises a whole matrix; the same matrices always give the same result.
   *
   * @param weights N rows of K values, at least one of each; not written to
   * @param activations M rows of K inputs of the layer; not written to
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  StoredMatrix quantise(float[][] weights, float[][] activations);
}
