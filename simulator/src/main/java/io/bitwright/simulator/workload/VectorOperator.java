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
 * @param parameterRunBytes of them that lie together, as the rows of a table that tokens choose;
 *     infinite where all do
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
    double parameterBytes,
    double parameterRunBytes)
    implements Operator {

  /** Work whose weights lie together. */
  public VectorOperator(
      String name,
      OperatorKind kind,
      VectorOperation operation,
      long elements,
      NumberFormat format,
      int inputs,
      double inputBytes,
      double outputBytes,
      double parameterBytes) {
    this(
        name,
        kind,
        operation,
        elements,
        format,
        inputs,
        inputBytes,
        outputBytes,
        parameterBytes,
        Double.POSITIVE_INFINITY);
  }

  /** One of so many equal parts, rounded up, with all weights. */
  public VectorOperator part(int parts) {
    return new VectorOperator(
        name,
        kind,
        operation,
        Math.ceilDiv(elements, parts),
        format,
        inputs,
        inputBytes / parts,
        outputBytes / parts,
        parameterBytes,
        parameterRunBytes);
  }

  @Override
  public VectorOperator named(String other) {
    return new VectorOperator(
        other,
        kind,
        operation,
        elements,
        format,
        inputs,
        inputBytes,
        outputBytes,
        parameterBytes,
        parameterRunBytes);
  }

  /** Of name and size: what else there is follows from them, and operators are looked up often. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Long.hashCode(elements);
  }
}
