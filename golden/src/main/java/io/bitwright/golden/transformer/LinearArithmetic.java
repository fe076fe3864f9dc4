package io.bitwright.golden.transformer;

import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.AbsmaxInt8WeightQuantiser;
import io.bitwright.golden.quantiser.AbsmeanTernaryQuantiser;
import io.bitwright.golden.quantiser.ActivationQuantiser;
import io.bitwright.golden.quantiser.SignBinaryQuantiser;
import io.bitwright.golden.quantiser.WeightQuantiser;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How the linear layers of a decoder compute; makes each layer from its trained weights. */
@FunctionalInterface
public interface LinearArithmetic {

  /**
   * Makes a layer.
   *
   * @param name such as {@code layers.0.self_attn.q_proj}, whatever the family calls it: {@code
   *     self_attn.q_proj}, {@code k_proj}, {@code v_proj}, {@code o_proj}, {@code mlp.gate_proj},
   *     {@code up_proj}, {@code down_proj}; {@code project_in} and {@code project_out} where the
   *     embedding is of another width than the layers
   * @param weights N rows of K values as they were trained
   */
  LinearLayer layer(String name, float[][] weights);

  /**
   * Makes layers behind one norm: the norm in fp32, then each layer by itself. Biases are none of
   * their business; they are added to what the layers give.
   *
   * @param norm of K values; null if there is none
   * @param weights N rows of K values of each layer as they were trained, by name, in order
   */
  default NormedLinear behindNorm(@Nullable Norm norm, SequencedMap<String, float[][]> weights) {
    List<LinearLayer> layers = new ArrayList<>();
    weights.forEach((name, trained) -> layers.add(layer(name, trained)));
    return inputs -> {
      float[][] normed = norm == null ? inputs : norm.apply(inputs);
      return layers.stream().map(layer -> layer.apply(normed)).toArray(float[][][]::new);
    };
  }

  /** Products of fp32. */
  static LinearArithmetic floatingPoint() {
    return (name, weights) -> {
      float[][] byInput = FloatMatmul.transpose(weights);
      return inputs -> FloatMatmul.multiply(inputs, byInput);
    };
  }

  /** Integer products between quantisers. */
  static LinearArithmetic quantised(
      WeightQuantiser weightQuantiser,
      ActivationQuantiser activationQuantiser,
      IntegerMatmul matmul,
      LinearObserver observer) {
    return (name, weights) ->
        new QuantisedLinear(
            name, weightQuantiser.quantise(weights), activationQuantiser, matmul, observer);
  }

  /**
   * The arithmetic of weights of a format: integer products with int8 activations for binary,
   * ternary and int8, products of fp32 for floating-point formats.
   *
   * @throws SpecException if there is no arithmetic for the format
   */
  static LinearArithmetic of(NumberFormat weights, IntegerMatmul matmul, LinearObserver observer) {
    return switch (weights) {
      case BINARY -> withInt8Activations(new SignBinaryQuantiser(), matmul, observer);
      case TERNARY -> withInt8Activations(new AbsmeanTernaryQuantiser(), matmul, observer);
      case INT8 -> withInt8Activations(new AbsmaxInt8WeightQuantiser(), matmul, observer);
      case FP8, BF16, FP16, FP32 -> floatingPoint();
      case INT4, INT16, INT32 ->
          throw new SpecException(
              "no golden arithmetic for "
                  + weights
                  + " weights; allowed are binary, ternary, int8 and floating-point formats");
    };
  }

  private static LinearArithmetic withInt8Activations(
      WeightQuantiser quantiser, IntegerMatmul matmul, LinearObserver observer) {
    return quantised(quantiser, new AbsmaxActivationQuantiser(), matmul, observer);
  }
}
