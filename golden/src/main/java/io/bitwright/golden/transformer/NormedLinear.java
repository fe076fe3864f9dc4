package io.bitwright.golden.transformer;

/** Linear layers with the norm in front of them that they share. */
@FunctionalInterface
public interface NormedLinear {

  /**
   * The layers' outputs.
   *
   * @param inputs M rows of K values, before the norm; not written to
   * @return for each layer M new rows of its N values
   */
  float[][][] apply(float[][] inputs);
}
