package io.bitwright.golden.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FloatMatmulTest {

  private static float[][] random(int rows, int columns, Random random) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }

  /** Bit for bit: terms are added in the order of K, however rows are paired and terms blocked. */
  @Property(tries = 200, seed = "2")
  void everySumIsAChainOfFusedMultiplyAdds(
      @ForAll @IntRange(min = 1, max = 7) int rows,
      @ForAll @IntRange(min = 1, max = 30) int inputs,
      @ForAll @IntRange(min = 1, max = 30) int outputs,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[][] left = random(rows, inputs, random);
    float[][] right = random(inputs, outputs, random);
    int terms = random.nextInt(inputs + 1);

    float[][] product = FloatMatmul.multiply(left, right, terms);

    for (int m = 0; m < rows; m++) {
      for (int n = 0; n < outputs; n++) {
        float sum = 0;
        for (int k = 0; k < terms; k++) {
          sum = Math.fma(left[m][k], right[k][n], sum);
        }
        assertThat(product[m][n]).isEqualTo(sum);
      }
    }
  }

  @Property(tries = 50, seed = "3")
  void transposeSwapsIndices(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll long seed) {
    float[][] matrix = random(rows, columns, new Random(seed));
    float[][] transposed = FloatMatmul.transpose(matrix);

    assertThat(transposed).hasDimensions(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(transposed[j][i]).isEqualTo(matrix[i][j]);
      }
    }
  }
}
