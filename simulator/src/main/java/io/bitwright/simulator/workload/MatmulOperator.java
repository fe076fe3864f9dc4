package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;

/**
 * A product of activations by weights that come from off-chip memory.
 *
 * @param shape M tokens, K inputs, N outputs
 * @param weights format of the K x N weights
 * @param activations format of the M x K inputs
 * @param results format of the M x N outputs after scaling
 * @param weightBits bits that a weight takes in memory, scales and all
 */
public record MatmulOperator(
    String name,
    MatmulShape shape,
    NumberFormat weights,
    NumberFormat activations,
    NumberFormat results,
    double weightBits)
    implements Operator {

  /** Weights that take the bits of their format. */
  public MatmulOperator(
      String name,
      MatmulShape shape,
      NumberFormat weights,
      NumberFormat activations,
      NumberFormat results) {
    this(name, shape, weights, activations, results, weights.storageBits());
  }

  /** The same product of another size. */
  public MatmulOperator with(MatmulShape other) {
    return named(name, other);
  }

  @Override
  public MatmulOperator named(String other) {
    return named(other, shape);
  }

  /** A product of the same formats. */
  MatmulOperator named(String otherName, MatmulShape other) {
    return new MatmulOperator(otherName, other, weights, activations, results, weightBits);
  }

  /** Bytes that a weight takes in memory. */
  public double weightBytes() {
    return weightBits / Byte.SIZE;
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.MATMUL;
  }

  /** Of name and shape: formats seldom differ, and operators are looked up often. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + shape.hashCode();
  }
}
