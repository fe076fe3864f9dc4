package io.bitwright.simulator.area;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The weights of terms, none below zero, whose sums have the least squared relative errors: a term
 * that could only help with a negative weight is left out. There are few terms, so all choices of
 * them are tried.
 */
final class LeastSquares {
  private static final double SINGULAR = 1e-9;

  private LeastSquares() {}

  /**
   * The weights.
   *
   * @param terms of each sample, all as many; at least one sample
   * @param values of the samples, above zero
   */
  static Terms weights(List<Terms> terms, double[] values) {
    int count = terms.getFirst().count();
    Terms best = Terms.of(new double[count]);
    double leastError = squaredError(terms, values, best);
    for (int choice = 1; choice < 1 << count; choice++) {
      int[] chosen = bits(choice, count);
      if (chosen.length <= values.length) {
        Terms weights = weights(terms, values, chosen);
        double error = squaredError(terms, values, weights);
        if (error < leastError) {
          leastError = error;
          best = weights;
        }
      }
    }
    return best;
  }

  /** The weights of the chosen terms, the others 0; all 0 if one of them is below zero. */
  private static Terms weights(List<Terms> terms, double[] values, int[] chosen) {
    DMatrixRMaj shares = new DMatrixRMaj(values.length, chosen.length);
    DMatrixRMaj ones = new DMatrixRMaj(values.length, 1);
    for (int sample = 0; sample < values.length; sample++) {
      for (int i = 0; i < chosen.length; i++) {
        shares.set(sample, i, terms.get(sample).get(chosen[i]) / values[sample]);
      }
      ones.set(sample, 0, 1);
    }
    double[] weights = new double[terms.getFirst().count()];
    LinearSolverDense<DMatrixRMaj> solver =
        LinearSolverFactory_DDRM.leastSquares(values.length, chosen.length);
    if (!solver.setA(shares) || solver.quality() < SINGULAR) {
      return Terms.of(weights);
    }
    DMatrixRMaj solution = new DMatrixRMaj(chosen.length, 1);
    solver.solve(ones, solution);
    for (int i = 0; i < chosen.length; i++) {
      if (solution.get(i, 0) < 0) {
        return Terms.of(new double[weights.length]);
      }
      weights[chosen[i]] = solution.get(i, 0);
    }
    return Terms.of(weights);
  }

  private static double squaredError(List<Terms> terms, double[] values, Terms weights) {
    double error = 0;
    for (int sample = 0; sample < values.length; sample++) {
      double relative = terms.get(sample).times(weights) / values[sample] - 1;
      error += relative * relative;
    }
    return error;
  }

  private static int[] bits(int choice, int count) {
    int[] bits = new int[Integer.bitCount(choice)];
    int found = 0;
    for (int bit = 0; bit < count; bit++) {
      if ((choice & 1 << bit) != 0) {
        bits[found++] = bit;
      }
    }
    return bits;
  }
}
