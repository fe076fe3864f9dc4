package io.bitwright.golden.kernel;

import io.bitwright.golden.format.IntegerActivations;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.PackedOutputs.Packing;
import io.bitwright.spec.format.NumberFormat;

/**
 * The product that hardware must give, exact for every input.
 *
 * <p>Floating-point arithmetic is exact on integers that it can hold, and its vector code is the
 * fastest that plain Java has: see {@link PackedOutputs}. Few rows of weights that are not prepared
 * are summed directly, where laying out the weights would cost more than the product.
 */
public final class GoldenIntegerMatmul implements IntegerMatmul {
  /** Rows from which on laying out the weights pays off for a single product. */
  private static final int ROWS_WORTH_PREPARING = 16;

  /**
   * The exact product.
   *
   * @throws IllegalArgumentException if a row of activations is not of the weights' length, or K is
   *     so long that a sum might not fit an int
   */
  @Override
  public int[][] multiply(byte[][] activations, IntegerWeights weights) {
    check(activations, weights);
    return activations.length < ROWS_WORTH_PREPARING
        ? direct(activations, weights)
        : prepare(weights).multiply(activations);
  }

  /**
   * The weights in the form that is fastest for every number of rows: 2.7 bytes a binary or ternary
   * weight, 4 bytes an int4 or int8 weight.
   *
   * @throws IllegalArgumentException if K is so long that a sum might not fit an int
   */
  @Override
  public PreparedWeights prepare(IntegerWeights weights) {
    checkLength(weights.inputs(), weights.format());
    int largestProduct = largestProduct(weights.format());
    return switch (weights.format()) {
      case BINARY, TERNARY -> new PackedOutputs(weights, Packing.THREE, largestProduct);
      default -> new PackedOutputs(weights, Packing.TWO, largestProduct);
    };
  }

  /**
   * The exact product for activations of any integer format, in 64 bits.
   *
   * @return M rows of N sums
   * @throws IllegalArgumentException if the activations' rows are not of the weights' length
   */
  public long[][] multiply(IntegerActivations activations, IntegerWeights weights) {
    if (activations.inputs() != weights.inputs()) {
      throw new IllegalArgumentException(
          "activations of K = %d for weights of K = %d"
              .formatted(activations.inputs(), weights.inputs()));
    }
    long[][] sums = new long[activations.rows()][weights.outputs()];
    for (int m = 0; m < sums.length; m++) {
      short[] inputs = activations.row(m);
      for (int n = 0; n < weights.outputs(); n++) {
        byte[] weightRow = weights.row(n);
        long sum = 0;
        for (int k = 0; k < weightRow.length; k++) {
          sum += inputs[k] * weightRow[k];
        }
        sums[m][n] = sum;
      }
    }
    return sums;
  }

  /** Largest magnitude of one product with -128: 2^7 (binary, ternary), 2^10 (int4), 2^14. */
  private static int largestProduct(NumberFormat format) {
    return switch (format) {
      case INT8 -> 1 << 14;
      case INT4 -> 1 << 10;
      default -> 1 << 7;
    };
  }

  private static void check(byte[][] activations, IntegerWeights weights) {
    for (byte[] row : activations) {
      if (row.length != weights.inputs()) {
        throw new IllegalArgumentException(
            "activations of K = " + row.length + " for weights of K = " + weights.inputs());
      }
    }
    checkLength(weights.inputs(), weights.format());
  }

  /** Refuses a K for which a sum might not fit an int. */
  static void checkLength(int inputs, NumberFormat format) {
    int longest = Integer.MAX_VALUE / largestProduct(format);
    if (inputs > longest) {
      throw new IllegalArgumentException(
          "K = %d is too long for 32-bit sums of int8 x %s; the longest is %d"
              .formatted(inputs, format, longest));
    }
  }

  private static int[][] direct(byte[][] activations, IntegerWeights weights) {
    int[][] inputs = new int[activations.length][];
    for (int m = 0; m < activations.length; m++) {
      inputs[m] = widened(activations[m]);
    }
    int[][] sums = new int[activations.length][weights.outputs()];
    for (int n = 0; n < weights.outputs(); n++) {
      int[] weightRow = widened(weights.row(n));
      for (int m = 0; m < activations.length; m++) {
        sums[m][n] = dot(inputs[m], weightRow);
      }
    }
    return sums;
  }

  private static int[] widened(byte[] row) {
    int[] wide = new int[row.length];
    for (int k = 0; k < row.length; k++) {
      wide[k] = row[k];
    }
    return wide;
  }

  private static int dot(int[] activations, int[] weights) {
    int sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += activations[k] * weights[k];
    }
    return sum;
  }
}
