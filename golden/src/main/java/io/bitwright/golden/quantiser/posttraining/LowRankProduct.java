package io.bitwright.golden.quantiser.posttraining;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** A matrix as the product of a tall and a wide one: the adapters of LoRA (arXiv 2106.09685). */
public final class LowRankProduct {
  private final float[][] tall;
  private final float[][] wide;

  private LowRankProduct(float[][] tall, float[][] wide) {
    this.tall = tall;
    this.wide = wide;
  }

  /** The zero product, with which LoRA starts training. */
  static LowRankProduct zero(int rows, int columns, int rank) {
    return new LowRankProduct(new float[rows][rank], new float[rank][columns]);
  }

  /**
   * The nearest product of a rank: the largest singular values, whose roots go to either side.
   *
   * <p>Source: LoftQ (arXiv 2310.08659) section 3.
   */
  static LowRankProduct nearest(float[][] matrix, int rank) {
    int rows = matrix.length;
    int columns = matrix[0].length;
    DMatrixRMaj copy = new DMatrixRMaj(rows, columns);
    for (int n = 0; n < rows; n++) {
      for (int k = 0; k < columns; k++) {
        copy.set(n, k, matrix[n][k]);
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, true);
    if (!svd.decompose(copy)) {
      throw new IllegalStateException("no singular values of a finite matrix");
    }
    DMatrixRMaj left = svd.getU(null, false);
    DMatrixRMaj right = svd.getV(null, false);
    double[] values = svd.getSingularValues();
    DMatrixRMaj diagonal = svd.getW(null);
    SingularOps_DDRM.descendingOrder(left, false, diagonal, right, false);
    float[][] tall = new float[rows][rank];
    float[][] wide = new float[rank][columns];
    for (int r = 0; r < Math.min(rank, values.length); r++) {
      double root = Math.sqrt(diagonal.get(r, r));
      for (int n = 0; n < rows; n++) {
        tall[n][r] = (float) (left.get(n, r) * root);
      }
      for (int k = 0; k < columns; k++) {
        wide[r][k] = (float) (right.get(k, r) * root);
      }
    }
    return new LowRankProduct(tall, wide);
  }

  /** Inner dimension. */
  public int rank() {
    return wide.length;
  }

  /** Numbers in both factors. */
  public long parameters() {
    return (long) rank() * (tall.length + wide[0].length);
  }

  /** N rows of {@code rank} values; not to be written to. */
  public float[][] tall() {
    return tall;
  }

  /** {@code rank} rows of K values; not to be written to. */
  public float[][] wide() {
    return wide;
  }

  /** N new rows of K values. */
  public float[][] values() {
    float[][] values = new float[tall.length][wide[0].length];
    for (int n = 0; n < values.length; n++) {
      for (int k = 0; k < values[n].length; k++) {
        double sum = 0;
        for (int r = 0; r < wide.length; r++) {
          sum += (double) tall[n][r] * wide[r][k];
        }
        values[n][k] = (float) sum;
      }
    }
    return values;
  }
}
