package io.bitwright.golden.quantiser;

/** Turns a weight matrix into integers and one scale. */
@FunctionalInterface
public interface WeightQuantiser {

  /**
   * Quantises a whole matrix.
   *
   * @param weights N rows of K values, at least one of each; not written to
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  QuantisedWeights quantise(float[][] weights);
}
