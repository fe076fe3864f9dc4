package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.FloatEncoding;
import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import io.bitwright.golden.format.storage.OutlierColumnsMatrix;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.QuantisedActivations;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.BitSet;

/**
 * Columns with an input of at least the threshold stay in fp16; the others are int8 with a scale
 * for each output, and their inputs int8 with a scale for each token.
 *
 * <p>Source: LLM.int8() (arXiv 2208.07339) sections 3.1 (vector-wise quantisation) and 3.2
 * (mixed-precision decomposition, threshold 6.0).
 *
 * @param threshold magnitude of inputs from which on their column is apart
 */
public record Int8Decomposition(float threshold) implements CalibratedQuantiser {
  /** With the threshold of the paper. */
  public static final Int8Decomposition SIX = new Int8Decomposition(6.0f);

  @Override
  public OutlierColumnsMatrix quantise(float[][] weights, float[][] activations) {
    MatrixShape shape = FiniteMatrix.weights(weights);
    FiniteMatrix.activations(activations, shape.columns());
    BitSet apart = outlierColumns(activations);
    if (apart.cardinality() == shape.columns()) {
      throw new SpecException(
          "all %d columns have inputs of at least %s; raise the threshold"
              .formatted(shape.columns(), threshold));
    }
    BitSet others = new BitSet();
    others.set(0, shape.columns());
    others.andNot(apart);
    CodedMatrix regular =
        new RoundToNearestQuantiser(OutlierColumnsFormat.INT8).quantise(columns(weights, others));
    return OutlierColumnsMatrix.of(regular, apart.stream().toArray(), columns(weights, apart));
  }

  private BitSet outlierColumns(float[][] activations) {
    BitSet apart = new BitSet();
    for (float[] token : activations) {
      for (int k = 0; k < token.length; k++) {
        if (Math.abs(token[k]) >= threshold) {
          apart.set(k);
        }
      }
    }
    return apart;
  }

  private static float[][] columns(float[][] rows, BitSet chosen) {
    int[] columns = chosen.stream().toArray();
    float[][] picked = new float[rows.length][columns.length];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < columns.length; i++) {
        picked[n][i] = rows[n][columns[i]];
      }
    }
    return picked;
  }

  /**
   * The layer's outputs: integer products of the other columns, exact, times both scales, plus
   * products of fp16 inputs and weights, summed in fp64 here.
   *
   * @param activations M rows of K
   * @return M new rows of N
   */
  public static float[][] multiply(float[][] activations, OutlierColumnsMatrix matrix) {
    FiniteMatrix.activations(activations, matrix.shape().columns());
    BitSet apart = new BitSet();
    for (int column : matrix.outlierColumns()) {
      apart.set(column);
    }
    BitSet others = new BitSet();
    others.set(0, matrix.shape().columns());
    others.andNot(apart);
    QuantisedActivations tokens =
        new AbsmaxActivationQuantiser().quantise(columns(activations, others));
    int[][] sums = new GoldenIntegerMatmul().multiply(tokens.values(), integers(matrix.regular()));
    float[][] outlierInputs = columns(activations, apart);
    float[][] outlierWeights = columns(matrix.values(), apart);
    float[][] outputs = new float[activations.length][matrix.shape().rows()];
    float[] scales = matrix.regular().scales();
    for (int m = 0; m < outputs.length; m++) {
      for (int n = 0; n < scales.length; n++) {
        double regular = (double) sums[m][n] * scales[n] * tokens.magnitudes()[m] / Byte.MAX_VALUE;
        outputs[m][n] = (float) (regular + product(outlierInputs[m], outlierWeights[n]));
      }
    }
    return outputs;
  }

  private static IntegerWeights integers(CodedMatrix matrix) {
    byte[][] rows = new byte[matrix.shape().rows()][matrix.shape().columns()];
    for (int n = 0; n < rows.length; n++) {
      int[] codes = matrix.codes(n);
      for (int k = 0; k < codes.length; k++) {
        rows[n][k] = (byte) codes[k];
      }
    }
    return new IntegerWeights(NumberFormat.INT8, rows);
  }

  private static double product(float[] inputs, float[] weights) {
    double sum = 0;
    for (int k = 0; k < inputs.length; k++) {
      sum += (double) FloatEncoding.FP16.rounded(inputs[k]) * weights[k];
    }
    return sum;
  }
}
