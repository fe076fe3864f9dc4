package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.spec.SpecException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * GPTQ's order of quantising a row: weight after weight, each one's error spread over those that
 * are left, so that the layer's output changes least.
 *
 * <p>Source: GPTQ (arXiv 2210.17323) section 3: H = 2 X X^T over the calibration inputs, plus 1 %
 * of its mean diagonal; the rows of the upper Cholesky factor of H^-1 say how errors spread (steps
 * 1 and 3). The order by falling diagonal of H is the option act-order of the authors' code (github
 * IST-DASLab/gptq).
 */
final class ErrorFeedback {
  /** Takes the weight of a column and gives what it becomes. */
  @FunctionalInterface
  interface ColumnQuantiser {
    /**
     * Quantises one weight.
     *
     * @param row all weights of the row as they are by now, not to be written to
     */
    double quantise(int column, double[] row);
  }

  private final int[] order;
  private final DMatrixRMaj factor; // upper triangular, in that order

  /**
   * @param activations M rows of K calibration inputs
   * @param damping share of the mean diagonal that is added to the diagonal; 0.01 in GPTQ
   * @param byDiagonal whether columns of large inputs come first, else in their order
   */
  ErrorFeedback(float[][] activations, double damping, boolean byDiagonal) {
    double[][] hessian = hessian(activations);
    order = order(hessian, byDiagonal);
    factor = factor(hessian, damping);
  }

  /** 2 X X^T, whole; terms are added four tokens at a time. */
  private static double[][] hessian(float[][] activations) {
    int inputs = activations[0].length;
    double[][] tokens = new double[Math.ceilDiv(activations.length, 4) * 4][inputs];
    for (int m = 0; m < activations.length; m++) {
      for (int k = 0; k < inputs; k++) {
        tokens[m][k] = activations[m][k];
      }
    }
    double[][] hessian = new double[inputs][inputs];
    for (int m = 0; m < tokens.length; m += 4) {
      for (int i = 0; i < inputs; i++) {
        addProducts(hessian[i], tokens[m], tokens[m + 1], tokens[m + 2], tokens[m + 3], i);
      }
    }
    for (int i = 0; i < inputs; i++) {
      for (int j = i + 1; j < inputs; j++) {
        hessian[j][i] = hessian[i][j];
      }
    }
    return hessian;
  }

  private static void addProducts(
      double[] row, double[] token0, double[] token1, double[] token2, double[] token3, int from) {
    double twice0 = 2 * token0[from];
    double twice1 = 2 * token1[from];
    double twice2 = 2 * token2[from];
    double twice3 = 2 * token3[from];
    for (int j = from; j < row.length; j++) {
      row[j] += twice0 * token0[j] + twice1 * token1[j] + twice2 * token2[j] + twice3 * token3[j];
    }
  }

  private static int[] order(double[][] hessian, boolean byDiagonal) {
    IntStream columns = IntStream.range(0, hessian.length);
    if (!byDiagonal) {
      return columns.toArray();
    }
    return columns
        .boxed()
        .sorted(Comparator.comparingDouble(column -> -hessian[column][column]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private DMatrixRMaj factor(double[][] hessian, double damping) {
    int inputs = hessian.length;
    double diagonal = 0;
    for (int i = 0; i < inputs; i++) {
      diagonal += hessian[i][i] / inputs;
    }
    DMatrixRMaj damped = new DMatrixRMaj(inputs, inputs);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < inputs; j++) {
        damped.set(i, j, hessian[order[i]][order[j]]);
      }
      // An input that is always 0 has no say: any diagonal will do.
      boolean unused = hessian[order[i]][order[i]] == 0;
      damped.add(i, i, unused ? Math.max(diagonal, 1) : damping * diagonal);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(inputs);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(inputs, false);
    DMatrixRMaj inverse = new DMatrixRMaj(inputs, inputs);
    if (solver.setA(damped)) {
      solver.invert(inverse);
      if (cholesky.decompose(inverse)) {
        return cholesky.getT(null);
      }
    }
    throw new SpecException(
        "the calibration inputs depend on each other; raise the damping of " + damping);
  }

  /** Quantises a row, which then holds what its weights have become. */
  void quantise(double[] row, ColumnQuantiser quantiser) {
    for (int i = 0; i < order.length; i++) {
      int column = order[i];
      double quantised = quantiser.quantise(column, row);
      double error = (row[column] - quantised) / factor.get(i, i);
      row[column] = quantised;
      for (int j = i + 1; j < order.length; j++) {
        row[order[j]] -= error * factor.get(i, j);
      }
    }
  }
}
