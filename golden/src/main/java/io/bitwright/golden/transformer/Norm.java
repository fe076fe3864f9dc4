package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.NormWeights;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.Norms;

/** A norm of each token's vector with its trained weights inside. */
public sealed interface Norm permits RmsNorm, LayerNorm {

  /** What each value is multiplied by, Gemma's 1 included; not to be written to. */
  float[] gains();

  /** What is added to the mean square or the variance. */
  double epsilon();

  /**
   * The normed vector.
   *
   * @param row K values; not written to
   * @return K new values
   */
  float[] apply(float[] row);

  /** The same row by row. */
  default float[][] apply(float[][] rows) {
    float[][] normed = new float[rows.length][];
    for (int m = 0; m < rows.length; m++) {
      normed[m] = apply(rows[m]);
    }
    return normed;
  }

  /** A norm of a stack with its trained weights. */
  static Norm of(Norms norms, NormWeights weights) {
    float[] gains = weights.gain();
    if (norms.unitOffset()) {
      gains = gains.clone();
      for (int k = 0; k < gains.length; k++) {
        gains[k] += 1;
      }
    }
    return norms.kind() == NormKind.RMS
        ? new RmsNorm(gains, norms.epsilon())
        : new LayerNorm(gains, weights.bias(), norms.epsilon());
  }
}
