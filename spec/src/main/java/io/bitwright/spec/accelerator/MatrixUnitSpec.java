package io.bitwright.spec.accelerator;

import java.util.List;

/**
 * The matrix units of an accelerator, all of one kind.
 *
 * @param kind what the unit is
 * @param count units on the chip, at least 1
 * @param rows array rows: the K dimension, of an output-stationary array the M dimension; 1 to 1024
 * @param columns array columns: the N dimension, of an input-stationary array the M dimension; 1 to
 *     1024
 * @param operandPairs formats multiplied natively, at least one
 * @param accumulatorRows streaming rows whose sums one pass can hold, at least 1: of M, of an
 *     input-stationary array of N; as many as rows of an output-stationary array, which keeps one
 *     sum in each element
 * @param longestSum the largest K whose sum the accumulators hold without overflow, at least {@link
 *     #passTerms}
 * @param accumulatorWidth accumulator bits; never less than {@link WidthRule} asks for
 * @param exchangeable whether weights and activations of one format can take each other's place:
 *     the product is then computed as its transpose where that is faster
 * @param sustained share of their cycles in which the units multiply where nothing else holds them
 *     up, above 0, at most 1: what a long product reaches of its peak
 */
public record MatrixUnitSpec(
    MatrixUnitKind kind,
    int count,
    int rows,
    int columns,
    List<OperandPair> operandPairs,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    boolean exchangeable,
    double sustained) {
  public MatrixUnitSpec {
    operandPairs = List.copyOf(operandPairs);
  }

  /** Units whose operands keep their places, and that never pause. */
  public MatrixUnitSpec(
      MatrixUnitKind kind,
      int count,
      int rows,
      int columns,
      List<OperandPair> operandPairs,
      int accumulatorRows,
      int longestSum,
      int accumulatorWidth) {
    this(
        kind,
        count,
        rows,
        columns,
        operandPairs,
        accumulatorRows,
        longestSum,
        accumulatorWidth,
        false,
        1);
  }

  /** The same units, so many of them. */
  public MatrixUnitSpec withCount(int otherCount) {
    return new MatrixUnitSpec(
        kind,
        otherCount,
        rows,
        columns,
        operandPairs,
        accumulatorRows,
        longestSum,
        accumulatorWidth,
        exchangeable,
        sustained);
  }

  /** Rows of M that one pass over a unit covers. */
  public int passRows() {
    return switch (kind) {
      case WEIGHT_STATIONARY_ARRAY, TENSOR_CORE -> accumulatorRows;
      case INPUT_STATIONARY_ARRAY -> columns;
      case OUTPUT_STATIONARY_ARRAY -> rows;
    };
  }

  /** Terms of K that a unit must have at once to work. */
  public int passTerms() {
    return kind == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY ? 1 : rows;
  }

  /** Columns of N that one pass over a unit covers. */
  public int passColumns() {
    return kind == MatrixUnitKind.INPUT_STATIONARY_ARRAY ? accumulatorRows : columns;
  }

  /** Multiply-accumulates per clock cycle of all units together at the given pair's rate. */
  public double multiplyAccumulatesPerCycle(OperandPair pair) {
    return (double) count * rows * columns * pair.multiplyAccumulatesPerElement();
  }
}
