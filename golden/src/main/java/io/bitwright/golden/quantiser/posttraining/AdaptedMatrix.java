package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.StoredMatrix;

/**
 * A quantised backbone with adapters: it stands for their sum.
 *
 * @param backbone N x K
 * @param adapters N x rank and rank x K
 */
public record AdaptedMatrix(StoredMatrix backbone, LowRankProduct adapters) {

  /** N new rows of K values. */
  public float[][] values() {
    float[][] values = backbone.values();
    float[][] added = adapters.values();
    for (int n = 0; n < values.length; n++) {
      for (int k = 0; k < values[n].length; k++) {
        values[n][k] += added[n][k];
      }
    }
    return values;
  }

  /** Bits of backbone and 16-bit adapters for each weight of the trained matrix. */
  public double bitsPerWeight() {
    double adapterBits = (double) adapters.parameters() * Short.SIZE;
    return backbone.bitsPerWeight() + adapterBits / backbone.shape().weights();
  }
}
