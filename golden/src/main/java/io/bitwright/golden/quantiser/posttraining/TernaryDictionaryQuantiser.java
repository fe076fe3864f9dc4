package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.FloatEncoding;
import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.golden.format.storage.TernaryDictionaryFormat;
import io.bitwright.golden.format.storage.TernaryDictionaryMatrix;
import io.bitwright.golden.unit.TernaryDictionary;

/**
 * QMoE: each row to its lowest weight, 0 and its highest, most of them so to 0, by nearest value or
 * with GPTQ's error feedback; then dictionary coding.
 *
 * <p>Source: QMoE (arXiv 2310.16795) sections 3 (GPTQ to ternary grids of the lowest weight, 0 and
 * the highest) and 4 (coding); the authors damp by 10 % of the mean diagonal, ten times as much as
 * GPTQ (option percdamp of their code, github IST-DASLab/qmoe).
 */
public final class TernaryDictionaryQuantiser implements MatrixQuantiser, CalibratedQuantiser {
  private static final double DAMPING = 0.1;

  private final TernaryDictionaryFormat format;
  private final TernaryDictionary dictionary;

  /** Makes the dictionary once, for all matrices. */
  public TernaryDictionaryQuantiser(TernaryDictionaryFormat format) {
    this.format = format;
    dictionary = format.dictionary();
  }

  /** Each weight to the nearest of its row's three values. */
  @Override
  public TernaryDictionaryMatrix quantise(float[][] weights) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    Rows rows = new Rows(weights, shape);
    for (int n = 0; n < shape.rows(); n++) {
      for (int k = 0; k < shape.columns(); k++) {
        rows.quantise(n, k, weights[n][k]);
      }
    }
    return rows.matrix();
  }

  /** Weight after weight, the errors spread over those that are left. */
  @Override
  public TernaryDictionaryMatrix quantise(float[][] weights, float[][] activations) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    FiniteMatrix.activations(activations, shape.columns());
    ErrorFeedback feedback = new ErrorFeedback(activations, DAMPING, false);
    Rows rows = new Rows(weights, shape);
    for (int n = 0; n < shape.rows(); n++) {
      int row = n;
      double[] left = new double[shape.columns()];
      for (int k = 0; k < left.length; k++) {
        left[k] = weights[n][k];
      }
      feedback.quantise(left, (column, now) -> rows.quantise(row, column, now[column]));
    }
    return rows.matrix();
  }

  /** The grids of rows, and the trits found so far. */
  private final class Rows {
    private final byte[][] trits;
    private final float[] lowest;
    private final float[] highest;

    Rows(float[][] weights, MatrixShape shape) {
      trits = new byte[shape.rows()][shape.columns()];
      lowest = new float[shape.rows()];
      highest = new float[shape.rows()];
      for (int n = 0; n < trits.length; n++) {
        for (float weight : weights[n]) {
          lowest[n] = Math.min(lowest[n], weight);
          highest[n] = Math.max(highest[n], weight);
        }
        lowest[n] = FloatEncoding.BF16.rounded(lowest[n]);
        highest[n] = FloatEncoding.BF16.rounded(highest[n]);
      }
    }

    double quantise(int row, int column, double weight) {
      double other = weight < 0 ? lowest[row] : highest[row];
      boolean zero = Math.abs(weight) <= Math.abs(weight - other);
      trits[row][column] = (byte) (zero ? 0 : weight < 0 ? -1 : 1);
      return zero ? 0 : other;
    }

    TernaryDictionaryMatrix matrix() {
      return TernaryDictionaryMatrix.of(format, dictionary, trits, lowest, highest);
    }
  }
}
