package io.bitwright.golden.kernel;

/**
 * Products of fp32 matrices as sums of scaled rows. The inner loop runs over arrays of its own
 * method, two result rows by eight terms of K at a time: the form that the JIT turns into vector
 * instructions and that loads each weight once for two products. Eight weight rows serve a block of
 * result rows before the next eight are loaded, so they come from the nearest cache as long as N is
 * not above some 700.
 *
 * <p>Terms of one sum are added in the order of K with fused multiply-adds, so results are the same
 * on every machine.
 */
public final class FloatMatmul {
  /** Terms of K that one pass over a result row adds. */
  private static final int TERMS = 8;

  /** Result rows that stay in the second-level cache while a block of them is summed. */
  private static final int BLOCK_ROWS = 64;

  private FloatMatmul() {}

  /** K x N from N x K. */
  public static float[][] transpose(float[][] rows) {
    float[][] transposed = new float[rows[0].length][rows.length];
    for (int n = 0; n < rows.length; n++) {
      for (int k = 0; k < transposed.length; k++) {
        transposed[k][n] = rows[n][k];
      }
    }
    return transposed;
  }

  /**
   * The M x N product of M x K inputs and K x N weights.
   *
   * @param weights one row of N per term of K: see {@link #transpose}
   */
  public static float[][] multiply(float[][] inputs, float[][] weights) {
    return multiply(inputs, weights, weights.length);
  }

  /** The same with the first {@code terms} of each sum only. */
  public static float[][] multiply(float[][] inputs, float[][] weights, int terms) {
    float[][] sums = new float[inputs.length][weights[0].length];
    for (int first = 0; first < inputs.length; first += BLOCK_ROWS) {
      int end = Math.min(inputs.length, first + BLOCK_ROWS);
      int k = 0;
      for (; k + TERMS <= terms; k += TERMS) {
        addTerms(sums, inputs, weights, k, first, end);
      }
      for (; k < terms; k++) {
        for (int m = first; m < end; m++) {
          addTerm(sums[m], inputs[m][k], weights[k]);
        }
      }
    }
    return sums;
  }

  private static void addTerms(
      float[][] sums, float[][] inputs, float[][] weights, int k, int first, int end) {
    int m = first;
    for (; m + 1 < end; m += 2) {
      addTerms(sums[m], sums[m + 1], inputs[m], inputs[m + 1], weights, k);
    }
    if (m < end) {
      addTerms(sums[m], inputs[m], weights, k);
    }
  }

  private static void addTerms(
      float[] sum0, float[] sum1, float[] input0, float[] input1, float[][] weights, int k) {
    float a0 = input0[k], a1 = input0[k + 1], a2 = input0[k + 2], a3 = input0[k + 3];
    float a4 = input0[k + 4], a5 = input0[k + 5], a6 = input0[k + 6], a7 = input0[k + 7];
    float b0 = input1[k], b1 = input1[k + 1], b2 = input1[k + 2], b3 = input1[k + 3];
    float b4 = input1[k + 4], b5 = input1[k + 5], b6 = input1[k + 6], b7 = input1[k + 7];
    float[] weights0 = weights[k], weights1 = weights[k + 1], weights2 = weights[k + 2];
    float[] weights3 = weights[k + 3], weights4 = weights[k + 4], weights5 = weights[k + 5];
    float[] weights6 = weights[k + 6], weights7 = weights[k + 7];
    for (int n = 0; n < sum0.length; n++) {
      float w0 = weights0[n], w1 = weights1[n], w2 = weights2[n], w3 = weights3[n];
      float w4 = weights4[n], w5 = weights5[n], w6 = weights6[n], w7 = weights7[n];
      float s0 = Math.fma(a3, w3, Math.fma(a2, w2, Math.fma(a1, w1, Math.fma(a0, w0, sum0[n]))));
      float s1 = Math.fma(b3, w3, Math.fma(b2, w2, Math.fma(b1, w1, Math.fma(b0, w0, sum1[n]))));
      sum0[n] = Math.fma(a7, w7, Math.fma(a6, w6, Math.fma(a5, w5, Math.fma(a4, w4, s0))));
      sum1[n] = Math.fma(b7, w7, Math.fma(b6, w6, Math.fma(b5, w5, Math.fma(b4, w4, s1))));
    }
  }

  private static void addTerms(float[] sum, float[] input, float[][] weights, int k) {
    float a0 = input[k], a1 = input[k + 1], a2 = input[k + 2], a3 = input[k + 3];
    float a4 = input[k + 4], a5 = input[k + 5], a6 = input[k + 6], a7 = input[k + 7];
    float[] weights0 = weights[k], weights1 = weights[k + 1], weights2 = weights[k + 2];
    float[] weights3 = weights[k + 3], weights4 = weights[k + 4], weights5 = weights[k + 5];
    float[] weights6 = weights[k + 6], weights7 = weights[k + 7];
    for (int n = 0; n < sum.length; n++) {
      float s = Math.fma(a1, weights1[n], Math.fma(a0, weights0[n], sum[n]));
      s = Math.fma(a3, weights3[n], Math.fma(a2, weights2[n], s));
      s = Math.fma(a5, weights5[n], Math.fma(a4, weights4[n], s));
      sum[n] = Math.fma(a7, weights7[n], Math.fma(a6, weights6[n], s));
    }
  }

  private static void addTerm(float[] sum, float factor, float[] row) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] = Math.fma(factor, row[n], sum[n]);
    }
  }
}
