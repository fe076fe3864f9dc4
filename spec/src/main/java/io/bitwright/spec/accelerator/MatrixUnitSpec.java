package io.bitwright.spec.accelerator;

import java.util.List;

/**
 * The matrix units of an accelerator, all of one kind.
 *
 * @param kind what the unit is
 * @param count units on the chip, at least 1
 * @param rows array rows (the K dimension), 1 to 1024
 * @param columns array columns (the N dimension), 1 to 1024
 * @param operandPairs formats multiplied natively, at least one
 * @param accumulatorRows activation rows (the M dimension) whose sums one pass can hold, at least 1
 * @param longestSum the largest K whose sum the accumulators hold without overflow, at least rows
 * @param accumulatorWidth accumulator bits; never less than {@link WidthRule} asks for
 */
public record MatrixUnitSpec(
    MatrixUnitKind kind,
    int count,
    int rows,
    int columns,
    List<OperandPair> operandPairs,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth) {
  public MatrixUnitSpec {
    operandPairs = List.copyOf(operandPairs);
  }

  /** Multiply-accumulates per clock cycle of all units together at the given pair's rate. */
  public double multiplyAccumulatesPerCycle(OperandPair pair) {
    return (double) count * rows * columns * pair.multiplyAccumulatesPerElement();
  }
}
