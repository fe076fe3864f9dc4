package io.bitwright.golden.transformer;

import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.kernel.PreparedWeights;
import io.bitwright.golden.quantiser.ActivationQuantiser;
import io.bitwright.golden.quantiser.QuantisedActivations;
import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.spec.SpecException;

/**
 * A linear layer of integers: {@code y = (q . w) * g * s / 127} with q the quantised activations
 * and s their largest magnitude, w the quantised weights and g their scale.
 *
 * <p>Source: BitNet (arXiv 2310.11453) section 2.1, BitLinear; no norm inside, as in the Hugging
 * Face form of BitNet b1.58.
 */
final class QuantisedLinear implements LinearLayer {
  private final String name;
  private final QuantisedWeights weights;
  private final ActivationQuantiser quantiser;
  private final PreparedWeights prepared;
  private final LinearObserver observer;

  QuantisedLinear(
      String name,
      QuantisedWeights weights,
      ActivationQuantiser quantiser,
      IntegerMatmul matmul,
      LinearObserver observer) {
    this.name = name;
    this.weights = weights;
    this.quantiser = quantiser;
    this.prepared = matmul.prepare(weights.integers());
    this.observer = observer;
  }

  @Override
  public float[][] apply(float[][] inputs) {
    QuantisedActivations activations = quantise(inputs);
    int[][] sums = prepared.multiply(activations.values());
    observer.observed(name, activations.values(), weights.integers(), sums);
    float[][] outputs = new float[sums.length][];
    for (int m = 0; m < sums.length; m++) {
      outputs[m] = scaled(sums[m], weights.scale(), activations.magnitudes()[m]);
    }
    return outputs;
  }

  private QuantisedActivations quantise(float[][] inputs) {
    try {
      return quantiser.quantise(inputs);
    } catch (SpecException e) {
      throw new SpecException(name + ": " + e.getMessage(), e);
    }
  }

  private static float[] scaled(int[] sums, float weightScale, float magnitude) {
    float[] outputs = new float[sums.length];
    for (int n = 0; n < sums.length; n++) {
      outputs[n] = sums[n] * weightScale * magnitude / 127f;
    }
    return outputs;
  }
}
