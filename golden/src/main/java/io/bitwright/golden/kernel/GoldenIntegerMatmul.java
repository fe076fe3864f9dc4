package io.bitwright.golden.kernel;

import io.bitwright.golden.format.IntegerActivations;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;

/**
 * The product that hardware must give, exact for every input.
 *
 * <p>Many rows go through {@link FloatMatmul} in blocks of K so short that every partial sum is an
 * integer of at most 2^24, which fp32 holds exactly; few rows are summed directly, where turning
 * the weights around would cost more than the product.
 */
public final class GoldenIntegerMatmul implements IntegerMatmul {
  /** Every integer up to this magnitude is an fp32 number: 24 bits of significand. */
  private static final long EXACT_IN_FLOAT = 1L << 24;

  /** Rows from which on the blocked form is about as fast or faster (K = 192 to 512). */
  private static final int ROWS_WORTH_BLOCKING = 16;

  /**
   * The exact product.
   *
   * @throws IllegalArgumentException if a row of activations is not of the weights' length, or K is
   *     so long that a sum might not fit an int
   */
  @Override
  public int[][] multiply(byte[][] activations, IntegerWeights weights) {
    check(activations, weights);
    return activations.length < ROWS_WORTH_BLOCKING
        ? direct(activations, weights)
        : blocked(activations, weights);
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
  private static long largestProduct(NumberFormat format) {
    return switch (format) {
      case INT8 -> 1L << 14;
      case INT4 -> 1L << 10;
      default -> 1L << 7;
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
    long longest = Integer.MAX_VALUE / largestProduct(format);
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

  private static int[][] blocked(byte[][] activations, IntegerWeights weights) {
    int block = (int) (EXACT_IN_FLOAT / largestProduct(weights.format()));
    int[][] sums = new int[activations.length][weights.outputs()];
    for (int first = 0; first < weights.inputs(); first += block) {
      int end = Math.min(weights.inputs(), first + block);
      float[][] partial =
          FloatMatmul.multiply(floats(activations, first, end), transposed(weights, first, end));
      for (int m = 0; m < sums.length; m++) {
        addIntegers(sums[m], partial[m]);
      }
    }
    return sums;
  }

  private static float[][] floats(byte[][] rows, int first, int end) {
    float[][] floats = new float[rows.length][end - first];
    for (int m = 0; m < rows.length; m++) {
      for (int k = first; k < end; k++) {
        floats[m][k - first] = rows[m][k];
      }
    }
    return floats;
  }

  private static float[][] transposed(IntegerWeights weights, int first, int end) {
    float[][] rows = new float[end - first][weights.outputs()];
    for (int n = 0; n < weights.outputs(); n++) {
      byte[] row = weights.row(n);
      for (int k = first; k < end; k++) {
        rows[k - first][n] = row[k];
      }
    }
    return rows;
  }

  private static void addIntegers(int[] sums, float[] partial) {
    for (int n = 0; n < sums.length; n++) {
      sums[n] += (int) partial[n];
    }
  }
}
