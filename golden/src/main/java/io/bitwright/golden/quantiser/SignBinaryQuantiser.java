package io.bitwright.golden.quantiser;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;

/**
 * Binary weights: {@code b = +1} where {@code W - mean(W) >= 0}, else {@code -1}; {@code g =
 * mean|W|}, at least 1e-5.
 *
 * <p>Source: BitNet (arXiv 2310.11453) section 2.1: the sign of the centred weights, and as scale
 * (beta there) the mean magnitude of the weights before they are centred. The paper gives -1 to a
 * centred weight of exactly 0; here it is +1.
 */
public final class SignBinaryQuantiser implements WeightQuantiser {

  @Override
  public QuantisedWeights quantise(float[][] weights) {
    WeightStatistics statistics = WeightStatistics.of(weights);
    byte[][] rows = new byte[weights.length][];
    for (int n = 0; n < weights.length; n++) {
      rows[n] = new byte[weights[n].length];
      for (int k = 0; k < rows[n].length; k++) {
        rows[n][k] = (byte) (weights[n][k] - statistics.mean() >= 0 ? 1 : -1);
      }
    }
    float scale = Math.max(statistics.meanMagnitude(), WeightStatistics.SMALLEST_SCALE);
    return new QuantisedWeights(new IntegerWeights(NumberFormat.BINARY, rows), scale);
  }
}
