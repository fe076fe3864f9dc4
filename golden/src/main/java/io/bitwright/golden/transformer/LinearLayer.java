package io.bitwright.golden.transformer;

/** A linear layer with its weights inside. */
@FunctionalInterface
public interface LinearLayer {

  /**
   * The layer's outputs, row by row.
   *
   * @param inputs M rows of K values; not written to
   * @return M new rows of N values
   */
  float[][] apply(float[][] inputs);
}
