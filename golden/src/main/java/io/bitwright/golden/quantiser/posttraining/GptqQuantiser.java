package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.golden.format.storage.PlainScales;

/**
 * GPTQ: integers that change the layer's outputs on calibration inputs least, weight after weight.
 *
 * <p>Source: GPTQ (arXiv 2210.17323) section 3, algorithm 1. Columns in their order take the grid
 * of a group from its weights as they are when its first one is reached (section 4, grouping). In
 * the order of falling diagonals, or with scales that are quantised together, grids are those of
 * the trained weights.
 *
 * @param format what comes out
 * @param damping share of the Hessian's mean diagonal added to its diagonal, greater than 0
 * @param byDiagonal the order of columns: those of large inputs first, or as they stand
 */
public record GptqQuantiser(IntegerFormat format, double damping, boolean byDiagonal)
    implements CalibratedQuantiser {
  /** That of the paper, section 3.3. */
  public static final double USUAL_DAMPING = 0.01;

  /** Columns as they stand. */
  public static GptqQuantiser inOrder(IntegerFormat format) {
    return new GptqQuantiser(format, USUAL_DAMPING, false);
  }

  /** Columns of large inputs first. */
  public static GptqQuantiser byDiagonal(IntegerFormat format) {
    return new GptqQuantiser(format, USUAL_DAMPING, true);
  }

  @Override
  public CodedMatrix quantise(float[][] weights, float[][] activations) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    FiniteMatrix.activations(activations, shape.columns());
    ErrorFeedback feedback = new ErrorFeedback(activations, damping, byDiagonal);
    IntegerGrids grids = new IntegerGrids(format, weights);
    int[][] codes = new int[shape.rows()][shape.columns()];
    for (int n = 0; n < codes.length; n++) {
      int row = n;
      double[] left = new double[shape.columns()];
      for (int k = 0; k < left.length; k++) {
        left[k] = weights[n][k];
      }
      feedback.quantise(left, (column, now) -> quantise(grids, codes[row], row, column, now));
    }
    return grids.matrix(codes);
  }

  private double quantise(IntegerGrids grids, int[] codes, int row, int column, double[] now) {
    int size = format.granularity().size();
    boolean ofNow =
        format.granularity().kind() == Granularity.Kind.GROUP
            && !byDiagonal
            && format.scales() instanceof PlainScales;
    if (ofNow && column % size == 0) {
      float[] values = new float[Math.min(size, now.length - column)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) now[column + i];
      }
      grids.replace(row, column, values);
    }
    IntegerGrid grid = grids.grid(row, column);
    codes[column] = grid.code(now[column]);
    return grid.value(codes[column]);
  }
}
