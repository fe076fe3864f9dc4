package io.bitwright.golden.quantiser;

/** Turns the inputs of a linear layer into int8 values with one scale a row (token). */
@FunctionalInterface
public interface ActivationQuantiser {

  /**
   * Quantises each row by itself.
   *
   * @param rows M rows of K values; not written to
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  QuantisedActivations quantise(float[][] rows);
}
