package io.bitwright.golden.kernel;

/**
 * Products of fp64 matrices as sums of scaled rows, three result rows by six terms of K at a time:
 * as {@link FloatMatmul}, with fewer loads for each multiply-add.
 */
final class DoubleMatmul {
  /** Terms of K that one pass over a result row adds. */
  static final int TERMS = 6;

  private DoubleMatmul() {}

  /**
   * The M x N product of M x K inputs and K x N weights.
   *
   * @param inputs so few rows that their sums stay in a near cache
   * @param weights one row of N per term of K
   */
  static double[][] multiply(double[][] inputs, double[][] weights) {
    double[][] sums = new double[inputs.length][weights[0].length];
    int k = 0;
    for (; k + TERMS <= weights.length; k += TERMS) {
      addTerms(sums, inputs, weights, k);
    }
    for (; k < weights.length; k++) {
      for (int m = 0; m < inputs.length; m++) {
        addTerm(sums[m], inputs[m][k], weights[k]);
      }
    }
    return sums;
  }

  private static void addTerms(double[][] sums, double[][] inputs, double[][] weights, int k) {
    int m = 0;
    for (; m + 2 < inputs.length; m += 3) {
      addTerms(
          sums[m], sums[m + 1], sums[m + 2], inputs[m], inputs[m + 1], inputs[m + 2], weights, k);
    }
    for (; m < inputs.length; m++) {
      addTerms(sums[m], inputs[m], weights, k);
    }
  }

  private static void addTerms(
      double[] sum0,
      double[] sum1,
      double[] sum2,
      double[] input0,
      double[] input1,
      double[] input2,
      double[][] weights,
      int k) {
    double a0 = input0[k], a1 = input0[k + 1], a2 = input0[k + 2];
    double a3 = input0[k + 3], a4 = input0[k + 4], a5 = input0[k + 5];
    double b0 = input1[k], b1 = input1[k + 1], b2 = input1[k + 2];
    double b3 = input1[k + 3], b4 = input1[k + 4], b5 = input1[k + 5];
    double c0 = input2[k], c1 = input2[k + 1], c2 = input2[k + 2];
    double c3 = input2[k + 3], c4 = input2[k + 4], c5 = input2[k + 5];
    double[] weights0 = weights[k], weights1 = weights[k + 1], weights2 = weights[k + 2];
    double[] weights3 = weights[k + 3], weights4 = weights[k + 4], weights5 = weights[k + 5];
    for (int n = 0; n < sum0.length; n++) {
      double w0 = weights0[n], w1 = weights1[n], w2 = weights2[n];
      double w3 = weights3[n], w4 = weights4[n], w5 = weights5[n];
      double s0 = Math.fma(a2, w2, Math.fma(a1, w1, Math.fma(a0, w0, sum0[n])));
      double s1 = Math.fma(b2, w2, Math.fma(b1, w1, Math.fma(b0, w0, sum1[n])));
      double s2 = Math.fma(c2, w2, Math.fma(c1, w1, Math.fma(c0, w0, sum2[n])));
      sum0[n] = Math.fma(a5, w5, Math.fma(a4, w4, Math.fma(a3, w3, s0)));
      sum1[n] = Math.fma(b5, w5, Math.fma(b4, w4, Math.fma(b3, w3, s1)));
      sum2[n] = Math.fma(c5, w5, Math.fma(c4, w4, Math.fma(c3, w3, s2)));
    }
  }

  private static void addTerms(double[] sum, double[] input, double[][] weights, int k) {
    double a0 = input[k], a1 = input[k + 1], a2 = input[k + 2];
    double a3 = input[k + 3], a4 = input[k + 4], a5 = input[k + 5];
    double[] weights0 = weights[k], weights1 = weights[k + 1], weights2 = weights[k + 2];
    double[] weights3 = weights[k + 3], weights4 = weights[k + 4], weights5 = weights[k + 5];
    for (int n = 0; n < sum.length; n++) {
      double s =
          Math.fma(a2, weights2[n], Math.fma(a1, weights1[n], Math.fma(a0, weights0[n], sum[n])));
      sum[n] = Math.fma(a5, weights5[n], Math.fma(a4, weights4[n], Math.fma(a3, weights3[n], s)));
    }
  }

  private static void addTerm(double[] sum, double factor, double[] row) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] = Math.fma(factor, row[n], sum[n]);
    }
  }
}
