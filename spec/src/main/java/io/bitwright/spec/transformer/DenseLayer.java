package io.bitwright.spec.transformer;

import java.util.Optional;

/**
 * A dense layer behind a stack: a pooler, a projection into another space, the transformation
 * before a head.
 *
 * @param name as its operator is named
 * @param norm whether a layer norm with weight and bias follows
 */
public record DenseLayer(
    String name,
    int inputs,
    int outputs,
    boolean bias,
    Optional<HiddenActivation> activation,
    boolean norm) {

  /** Weights without biases. */
  public long weights() {
    return (long) inputs * outputs;
  }

  /** Biases of the layer. */
  public long biases() {
    return bias ? outputs : 0;
  }

  /** Weights and biases of the norm behind it. */
  public long normParameters() {
    return norm ? 2L * outputs : 0;
  }
}
