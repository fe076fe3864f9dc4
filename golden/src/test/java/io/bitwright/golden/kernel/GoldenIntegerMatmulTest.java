package io.bitwright.golden.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenIntegerMatmulTest {
  private final IntegerMatmul golden = new GoldenIntegerMatmul();
  private final IntegerMatmul naive = new NaiveIntegerMatmul();

  enum Format {
    BINARY,
    TERNARY,
    INT4,
    INT8;

    NumberFormat format() {
      return NumberFormat.valueOf(name());
    }

    byte random(Random random) {
      return (byte)
          switch (this) {
            case BINARY -> 2 * random.nextInt(2) - 1;
            case TERNARY -> random.nextInt(3) - 1;
            case INT4 -> random.nextInt(16) - 8;
            case INT8 -> random.nextInt(256) - 128;
          };
    }
  }

  private static IntegerWeights weights(Format format, int outputs, int inputs, Random random) {
    byte[][] rows = new byte[outputs][inputs];
    for (byte[] row : rows) {
      for (int k = 0; k < inputs; k++) {
        row[k] = format.random(random);
      }
    }
    return new IntegerWeights(format.format(), rows);
  }

  private static byte[][] activations(int rows, int inputs, Random random) {
    byte[][] activations = new byte[rows][inputs];
    for (byte[] row : activations) {
      random.nextBytes(row);
    }
    return activations;
  }

  /** M from 1 to 33 crosses the borders between direct and prepared, and of blocks of rows. */
  @Property(tries = 300, seed = "1")
  void productIsThatOfTheNaiveKernel(
      @ForAll Format format,
      @ForAll @IntRange(min = 1, max = 33) int rows,
      @ForAll @IntRange(min = 1, max = 70) int inputs,
      @ForAll @IntRange(min = 1, max = 40) int outputs,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[][] activations = activations(rows, inputs, random);
    IntegerWeights weights = weights(format, outputs, inputs, random);

    int[][] product = naive.multiply(activations, weights);
    assertThat(golden.multiply(activations, weights)).isDeepEqualTo(product);
    assertThat(golden.prepare(weights).multiply(activations)).isDeepEqualTo(product);
  }

  /**
   * Many outputs: several tiles of columns, the last fields of a number with or without outputs.
   */
  @ParameterizedTest
  @CsvSource({"BINARY,1151", "TERNARY,1153", "TERNARY,2400", "INT4,770", "INT8,767", "INT8,2049"})
  void productOfManyOutputsIsThatOfTheNaiveKernel(Format format, int outputs) {
    Random random = new Random(outputs);
    byte[][] activations = activations(5, 33, random);
    IntegerWeights weights = weights(format, outputs, 33, random);

    assertThat(golden.prepare(weights).multiply(activations))
        .isDeepEqualTo(naive.multiply(activations, weights));
  }

  @Test
  void preparedWeightsServeAnyNumberOfProducts() {
    Random random = new Random(3);
    IntegerWeights weights = weights(Format.TERNARY, 7, 19, random);
    PreparedWeights prepared = golden.prepare(weights);
    for (int rows = 0; rows < 60; rows++) {
      byte[][] activations = activations(rows, 19, random);
      assertThat(prepared.multiply(activations))
          .isDeepEqualTo(naive.multiply(activations, weights));
    }
  }

  /** K about one exact block: 510 terms of binary and ternary, 2046 of int8, 32766 of int4. */
  @ParameterizedTest
  @CsvSource({
    "BINARY,509",
    "BINARY,511",
    "TERNARY,1021",
    "TERNARY,131073",
    "INT4,32765",
    "INT4,32767",
    "INT8,2045",
    "INT8,2047",
    "INT8,4099"
  })
  void longSumsAreExact(Format format, int inputs) {
    Random random = new Random(inputs);
    byte[][] activations = activations(17, inputs, random);
    IntegerWeights weights = weights(format, 3, inputs, random);

    assertThat(golden.multiply(activations, weights))
        .isDeepEqualTo(naive.multiply(activations, weights));
  }

  /** The largest sums there are, for both forms and on both sides of a block of exact terms. */
  @ParameterizedTest
  @CsvSource({
    "BINARY,-1,510",
    "BINARY,1,510",
    "BINARY,-1,511",
    "BINARY,1,131073",
    "TERNARY,-1,131072",
    "INT4,-8,32766",
    "INT4,7,40000",
    "INT8,-128,2046",
    "INT8,127,2046",
    "INT8,-128,2047",
    "INT8,-128,100001"
  })
  void extremeOperandsGiveTheExtremeSum(Format format, byte weight, int inputs) {
    byte[] extreme = new byte[inputs];
    Arrays.fill(extreme, weight);
    IntegerWeights weights =
        new IntegerWeights(format.format(), new byte[][] {extreme, extreme, extreme});
    byte[] lowest = new byte[inputs];
    Arrays.fill(lowest, (byte) -128);
    for (int rows : new int[] {1, 16}) {
      byte[][] activations = new byte[rows][];
      Arrays.fill(activations, lowest);

      for (int[] sums : golden.multiply(activations, weights)) {
        assertThat(sums).containsOnly(-128 * weight * inputs).hasSize(3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumLongerThanAnIntIsRefused(Format format) {
    int largest =
        switch (format) {
          case INT8 -> 16_384;
          case INT4 -> 1024;
          case BINARY, TERNARY -> 128;
        };
    int longest = Integer.MAX_VALUE / largest;
    assertThatCode(() -> GoldenIntegerMatmul.checkLength(longest, format.format()))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GoldenIntegerMatmul.checkLength(longest + 1, format.format()))
        .withMessage(
            "K = %d is too long for 32-bit sums of int8 x %s; the longest is %d"
                .formatted(longest + 1, format.format(), longest));
  }

  @Test
  void longestRowOfInt8IsRefusedByTheProductItself() {
    byte[] row = new byte[131_072];
    IntegerWeights weights = new IntegerWeights(NumberFormat.INT8, new byte[][] {row});
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> golden.multiply(new byte[][] {row}, weights))
        .withMessageContaining("the longest is 131071");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> golden.prepare(weights))
        .withMessageContaining("the longest is 131071");
  }

  @Test
  void activationsOfAnotherLengthAreRefused() {
    IntegerWeights weights = new IntegerWeights(NumberFormat.TERNARY, new byte[][] {{1, 0, -1}});
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> golden.multiply(new byte[][] {{1, 2}}, weights))
        .withMessage("activations of K = 2 for weights of K = 3");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> golden.prepare(weights).multiply(new byte[][] {{1, 2}}))
        .withMessage("activations of K = 2 for weights of K = 3");
  }

  @Test
  void noRowsGiveNoSums() {
    IntegerWeights weights = new IntegerWeights(NumberFormat.TERNARY, new byte[][] {{1, 0, -1}});
    assertThat(golden.multiply(new byte[0][], weights)).isEmpty();
  }
}
