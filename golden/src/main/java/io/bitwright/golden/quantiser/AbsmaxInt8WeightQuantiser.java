package io.bitwright.golden.quantiser;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;

/**
 * Symmetric int8 weights, one scale a matrix: {@code g = max|W| / 127}, at least 1e-5 / 127, and
 * {@code w = rint(W / g)}, ties to even, from -127 to 127. Runs a floating-point model on an int8
 * unit.
 *
 * <p>Source: LLM.int8() (arXiv 2208.07339) section 2, absmax quantisation.
 */
public final class AbsmaxInt8WeightQuantiser implements WeightQuantiser {

  @Override
  public QuantisedWeights quantise(float[][] weights) {
    float largest =
        Math.max(WeightStatistics.of(weights).largestMagnitude(), WeightStatistics.SMALLEST_SCALE);
    byte[][] rows = new byte[weights.length][];
    for (int n = 0; n < weights.length; n++) {
      rows[n] = new byte[weights[n].length];
      for (int k = 0; k < rows[n].length; k++) {
        rows[n][k] = AbsmaxActivationQuantiser.quantise(weights[n][k], largest);
      }
    }
    return new QuantisedWeights(
        new IntegerWeights(NumberFormat.INT8, rows), largest / Byte.MAX_VALUE);
  }
}
