package io.bitwright.golden.fidelity;

import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.spec.SpecException;

/**
 * The formats of one linear layer.
 *
 * @param weights how its weights are stored
 * @param method how trained weights become such
 * @param activations what its inputs are rounded to
 */
public record LayerFormat(
    MatrixFormat weights, QuantisationMethod method, ActivationFormat activations) {

  /**
   * @throws SpecException if the method does not make such weights, or not for such inputs
   */
  public LayerFormat {
    method.requireMakes(weights);
    if (method == QuantisationMethod.LLM_INT8 && activations != ActivationFormat.INT8) {
      throw new SpecException(
          "llm-int8 multiplies integers: its activations are int8, not " + activations.label());
    }
  }

  /** Weights by the format's usual quantiser, inputs in fp32. */
  public static LayerFormat weightsOnly(MatrixFormat weights) {
    return new LayerFormat(weights, QuantisationMethod.NEAREST, ActivationFormat.FP32);
  }

  /** For people: {@code int4/g64/fp16 by gptq, int8 activations}. */
  public String label() {
    String by = method == QuantisationMethod.NEAREST ? "" : " by " + method.label();
    return weights.label() + by + ", " + activations.label() + " activations";
  }
}
