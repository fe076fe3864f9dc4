package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixShape;
import java.util.List;

/** The grids of all groups of a matrix, which may be replaced one by one. */
final class IntegerGrids {
  private final IntegerFormat format;
  private final MatrixShape shape;
  private final float[] scales;
  private final IntegerGrid[] grids;

  /** The grids that weights need. */
  IntegerGrids(IntegerFormat format, float[][] weights) {
    this.format = format;
    shape = MatrixShape.of(weights);
    List<WeightGroup> groups = WeightGroup.of(shape, format.granularity());
    scales = new float[groups.size()];
    for (WeightGroup group : groups) {
      scales[group.number()] = IntegerGrid.scale(format, group.values(weights));
    }
    float[] stored = format.scales().stored(scales);
    grids = new IntegerGrid[scales.length];
    for (WeightGroup group : groups) {
      int number = group.number();
      grids[number] = IntegerGrid.of(format, group.values(weights), stored[number]);
    }
  }

  /** The grid of a weight. */
  IntegerGrid grid(int row, int column) {
    return grids[format.granularity().group(row, column, shape)];
  }

  /** Gives the group of a weight the grid that other values need; its scale is stored by itself. */
  void replace(int row, int column, float[] values) {
    int group = format.granularity().group(row, column, shape);
    scales[group] = IntegerGrid.scale(format, values);
    float stored = format.scales().stored(new float[] {scales[group]})[0];
    grids[group] = IntegerGrid.of(format, values, stored);
  }

  /** The matrix of codes in these grids. */
  CodedMatrix matrix(int[][] codes) {
    int[] zeroPoints = new int[format.asymmetric() ? grids.length : 0];
    for (int i = 0; i < zeroPoints.length; i++) {
      zeroPoints[i] = grids[i].zeroPoint();
    }
    return CodedMatrix.of(format, codes, scales, zeroPoints);
  }
}
