package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;

/**
 * Element-wise or row-wise work of the vector unit.
 *
 * @param elements elements that the operation is done on
 * @param format format that is computed in
 * @param inputs tensors read
 * @param inputBytes bytes of each of them
 * @param outputBytes bytes of the tensor written
 * @param parameterBytes weights read from off-chip memory
 */
public record VectorOperator(
    String name,
    OperatorKind kind,
    VectorOperation operation,
    long elements,
    NumberFormat format,
    int inputs,
    double inputBytes,
    double outputBytes,
    double parameterBytes)
    implements Operator {
  /** Of name and size: what else there is follows from them, and operators are looked up often. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Long.hashCode(elements);
  }
}
