package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;

/**
 * A convolution of activations with weights that come from off-chip memory.
 *
 * @param weights format of the filters
 * @param activations format of the input
 * @param results format of the output after scaling
 * @param algorithm how a chip of arrays computes it
 */
public record ConvolutionOperator(
    String name,
    ConvolutionShape shape,
    NumberFormat weights,
    NumberFormat activations,
    NumberFormat results,
    ConvolutionAlgorithm algorithm)
    implements Operator {
  @Override
  public ConvolutionOperator named(String other) {
    return new ConvolutionOperator(other, shape, weights, activations, results, algorithm);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.CONVOLUTION;
  }

  /** A product of one of its groups, in its formats. */
  public MatmulOperator product(MatmulShape ofGroup) {
    return new MatmulOperator(name, ofGroup, weights, activations, results);
  }

  /** Bytes of the whole input. */
  public double inputBytes() {
    return shape.inputs() * activations.storageBits() / Byte.SIZE;
  }

  /** Bytes of all filters. */
  public double weightBytes() {
    return shape.weights() * weights.storageBits() / Byte.SIZE;
  }

  /** Bytes of the whole output. */
  public double outputBytes() {
    return shape.outputs() * results.storageBits() / Byte.SIZE;
  }
}
