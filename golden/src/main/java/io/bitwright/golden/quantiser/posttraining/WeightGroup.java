package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.MatrixShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of a matrix that share scales; ends are exclusive.
 *
 * @param number its place among all groups
 */
record WeightGroup(int number, int firstRow, int endRow, int firstColumn, int endColumn) {

  /** All groups of a matrix, in order; none if nothing is shared. */
  static List<WeightGroup> of(MatrixShape shape, Granularity granularity) {
    if (granularity.equals(Granularity.TENSOR)) {
      return List.of(new WeightGroup(0, 0, shape.rows(), 0, shape.columns()));
    }
    List<WeightGroup> groups = new ArrayList<>();
    int inRow = granularity.groupsInRow(shape.columns());
    int size = granularity.size() == 0 ? shape.columns() : granularity.size();
    for (int number = 0; number < shape.rows() * inRow; number++) {
      int row = number / inRow;
      int first = number % inRow * size;
      int end = Math.min(first + size, shape.columns());
      groups.add(new WeightGroup(number, row, row + 1, first, end));
    }
    return groups;
  }

  int size() {
    return (endRow - firstRow) * (endColumn - firstColumn);
  }

  /** Its values, row by row. */
  float[] values(float[][] weights) {
    float[] values = new float[size()];
    int width = endColumn - firstColumn;
    for (int n = firstRow; n < endRow; n++) {
      System.arraycopy(weights[n], firstColumn, values, (n - firstRow) * width, width);
    }
    return values;
  }

  /** Puts codes, row by row, where its values are. */
  void scatter(int[] groupCodes, int[][] codes) {
    int width = endColumn - firstColumn;
    for (int n = firstRow; n < endRow; n++) {
      System.arraycopy(groupCodes, (n - firstRow) * width, codes[n], firstColumn, width);
    }
  }

  static float largestMagnitude(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
