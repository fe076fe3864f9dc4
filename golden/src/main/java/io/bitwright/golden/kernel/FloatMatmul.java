package io.bitwright.golden.kernel;

/**
 * Products of fp32 matrices as sums of scaled rows. The inner loop runs over arrays of its own
 * method, two result rows by four terms of K at a time: the form that the JIT turns into vector
 * instructions and that loads each weight once for eight products.
 *
 * <p>Terms of one sum are added in the order of K with fused multiply-adds, so results are the same
 * on every machine.
 */
public final class FloatMatmul {
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
    int m = 0;
    for (; m + 1 < inputs.length; m += 2) {
      addPair(sums[m], sums[m + 1], inputs[m], inputs[m + 1], weights, terms);
    }
    if (m < inputs.length) {
      addSingle(sums[m], inputs[m], weights, terms);
    }
    return sums;
  }

  private static void addPair(
      float[] sum0, float[] sum1, float[] input0, float[] input1, float[][] weights, int terms) {
    int k = 0;
    for (; k + 3 < terms; k += 4) {
      addFourTerms(sum0, sum1, input0, input1, weights, k);
    }
    for (; k < terms; k++) {
      addTerm(sum0, input0[k], weights[k]);
      addTerm(sum1, input1[k], weights[k]);
    }
  }

  private static void addSingle(float[] sum, float[] input, float[][] weights, int terms) {
    int k = 0;
    for (; k + 3 < terms; k += 4) {
      addFourTerms(sum, input, weights, k);
    }
    for (; k < terms; k++) {
      addTerm(sum, input[k], weights[k]);
    }
  }

  private static void addFourTerms(
      float[] sum0, float[] sum1, float[] input0, float[] input1, float[][] weights, int k) {
    float a0 = input0[k];
    float a1 = input0[k + 1];
    float a2 = input0[k + 2];
    float a3 = input0[k + 3];
    float b0 = input1[k];
    float b1 = input1[k + 1];
    float b2 = input1[k + 2];
    float b3 = input1[k + 3];
    float[] weights0 = weights[k];
    float[] weights1 = weights[k + 1];
    float[] weights2 = weights[k + 2];
    float[] weights3 = weights[k + 3];
    for (int n = 0; n < sum0.length; n++) {
      float w0 = weights0[n];
      float w1 = weights1[n];
      float w2 = weights2[n];
      float w3 = weights3[n];
      sum0[n] = Math.fma(a3, w3, Math.fma(a2, w2, Math.fma(a1, w1, Math.fma(a0, w0, sum0[n]))));
      sum1[n] = Math.fma(b3, w3, Math.fma(b2, w2, Math.fma(b1, w1, Math.fma(b0, w0, sum1[n]))));
    }
  }

  private static void addFourTerms(float[] sum, float[] input, float[][] weights, int k) {
    float a0 = input[k];
    float a1 = input[k + 1];
    float a2 = input[k + 2];
    float a3 = input[k + 3];
    float[] weights0 = weights[k];
    float[] weights1 = weights[k + 1];
    float[] weights2 = weights[k + 2];
    float[] weights3 = weights[k + 3];
    for (int n = 0; n < sum.length; n++) {
      sum[n] =
          Math.fma(
              a3,
              weights3[n],
              Math.fma(
                  a2, weights2[n], Math.fma(a1, weights1[n], Math.fma(a0, weights0[n], sum[n]))));
    }
  }

  private static void addTerm(float[] sum, float factor, float[] row) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] = Math.fma(factor, row[n], sum[n]);
    }
  }
}
