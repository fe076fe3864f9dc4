package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.spec.format.NumberFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdderTreeArrayTest {
  @Test
  void int8SumsAreThoseOfTheGoldenProduct() {
    Random random = new Random(1);
    byte[][] activations = new byte[5][37];
    int[][] wide = new int[5][37];
    for (int m = 0; m < 5; m++) {
      random.nextBytes(activations[m]);
      for (int k = 0; k < 37; k++) {
        wide[m][k] = activations[m][k];
      }
    }
    byte[][] weights = new byte[4][37];
    for (byte[] row : weights) {
      for (int k = 0; k < 37; k++) {
        row[k] = (byte) (random.nextInt(3) - 1);
      }
    }
    int[][] expected =
        new GoldenIntegerMatmul()
            .multiply(activations, new IntegerWeights(NumberFormat.TERNARY, weights));
    long[][] sums = AdderTreeArray.multiply(wide, weights);
    for (int m = 0; m < 5; m++) {
      for (int n = 0; n < 4; n++) {
        assertThat(sums[m][n]).isEqualTo(expected[m][n]);
      }
    }
  }

  @Test
  void wideActivationsDoNotOverflow() {
    int[][] activations = {new int[1 << 17]};
    byte[][] weights = {new byte[1 << 17]};
    java.util.Arrays.fill(activations[0], Short.MIN_VALUE);
    java.util.Arrays.fill(weights[0], (byte) -1);
    assertThat(AdderTreeArray.multiply(activations, weights)[0][0]).isEqualTo(1L << 32);
  }

  @Test
  void lengthsMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdderTreeArray.multiply(new int[][] {{1, 2}}, new byte[][] {{1}}))
        .withMessage("activations of K = 2 for weights of K = 1");
  }
}
