package io.bitwright.golden.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XnorPopcountMatmulTest {

  private static byte[][] signs(int rows, int inputs, Random random) {
    byte[][] signs = new byte[rows][inputs];
    for (byte[] row : signs) {
      for (int k = 0; k < inputs; k++) {
        row[k] = (byte) (2 * random.nextInt(2) - 1);
      }
    }
    return signs;
  }

  /** K from 1 to 600 crosses the borders of words and of groups of four words. */
  @Property(tries = 300, seed = "4")
  void productIsThatOfTheNaiveKernel(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 600) int inputs,
      @ForAll @IntRange(min = 1, max = 40) int outputs,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[][] activations = signs(rows, inputs, random);
    byte[][] weights = signs(outputs, inputs, random);

    assertThat(
            new XnorPopcountMatmul(BinaryMatrix.of(weights)).multiply(BinaryMatrix.of(activations)))
        .isDeepEqualTo(
            new NaiveIntegerMatmul()
                .multiply(activations, new IntegerWeights(NumberFormat.BINARY, weights)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 255, 256, 257, 100_000})
  void signsThatAllAgreeOrAllDifferGiveTheExtremeSums(int inputs) {
    byte[] ones = new byte[inputs];
    byte[] minusOnes = new byte[inputs];
    Arrays.fill(ones, (byte) 1);
    Arrays.fill(minusOnes, (byte) -1);
    BinaryMatrix both = BinaryMatrix.of(new byte[][] {ones, minusOnes});

    assertThat(new XnorPopcountMatmul(both).multiply(both))
        .isDeepEqualTo(new int[][] {{inputs, -inputs}, {-inputs, inputs}});
  }

  @Test
  void activationsOfAnotherLengthAreRefused() {
    XnorPopcountMatmul matmul = new XnorPopcountMatmul(BinaryMatrix.of(new byte[][] {{1, -1, 1}}));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> matmul.multiply(BinaryMatrix.of(new byte[][] {{1, -1}})))
        .withMessage("activations of K = 2 for weights of K = 3");
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, -2, 127, -128})
  void valueThatIsNoSignIsRefused(byte value) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> BinaryMatrix.of(new byte[][] {{1, -1}, {1, value}}))
        .withMessage(value + " is not +1 or -1");
  }

  @Test
  void rowsThatDifferInLengthAndNoValuesAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> BinaryMatrix.of(new byte[][] {{1, -1}, {1}}))
        .withMessage("rows of a binary matrix differ in length");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> BinaryMatrix.of(new byte[][] {{}}))
        .withMessage("a binary matrix without values");
  }
}
