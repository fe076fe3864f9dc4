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
 */
public record MatmulOperator(
    String name,
    MatmulShape shape,
    NumberFormat weights,
    NumberFormat activations,
    NumberFormat results)
    implements Operator {
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
