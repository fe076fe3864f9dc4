package io.bitwright.golden.quantiser;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;

/**
 * Ternary weights: {@code g = mean|W|}, at least 1e-5, and {@code t = clamp(rint(W / g), -1, 1)},
 * ties to even (so |W| = g / 2 gives 0).
 *
 * <p>Source: BitNet b1.58 (arXiv 2402.17764) section 2, absmean quantisation function; the paper
 * adds a small epsilon to g where this takes the larger of the two.
 */
public final class AbsmeanTernaryQuantiser implements WeightQuantiser {

  @Override
  public QuantisedWeights quantise(float[][] weights) {
    float scale =
        Math.max(WeightStatistics.of(weights).meanMagnitude(), WeightStatistics.SMALLEST_SCALE);
    byte[][] rows = new byte[weights.length][];
    for (int n = 0; n < weights.length; n++) {
      rows[n] = new byte[weights[n].length];
      for (int k = 0; k < rows[n].length; k++) {
        rows[n][k] = (byte) Math.clamp(Math.rint((double) weights[n][k] / scale), -1, 1);
      }
    }
    return new QuantisedWeights(new IntegerWeights(NumberFormat.TERNARY, rows), scale);
  }
}
