package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixShape;

/**
 * Each weight to the nearest integer of its group's grid.
 *
 * <p>Source: ZeroQuant (arXiv 2206.01861) section 4.1, group-wise quantisation of weights. The grid
 * reaches to the largest magnitude of the group, or from its lowest to its highest weight.
 *
 * @param format what comes out
 */
public record RoundToNearestQuantiser(IntegerFormat format) implements MatrixQuantiser {

  @Override
  public CodedMatrix quantise(float[][] weights) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    IntegerGrids grids = new IntegerGrids(format, weights);
    int[][] codes = new int[shape.rows()][shape.columns()];
    for (int n = 0; n < codes.length; n++) {
      for (int k = 0; k < codes[n].length; k++) {
        codes[n][k] = grids.grid(n, k).code(weights[n][k]);
      }
    }
    return grids.matrix(codes);
  }
}
