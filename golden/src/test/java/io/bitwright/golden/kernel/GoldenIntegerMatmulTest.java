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
    INT8;

    NumberFormat format() {
      return NumberFormat.valueOf(name());
    }

    byte random(Random random) {
      return (byte)
          switch (this) {
            case BINARY -> 2 * random.nextInt(2) - 1;
            case TERNARY -> random.nextInt(3) - 1;
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

  /** M from 1 to 20 crosses the border between the direct and the blocked form. */
  @Property(tries = 300, seed = "1")
  void productIsThatOfTheNaiveKernel(
      @ForAll Format format,
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 1, max = 70) int inputs,
      @ForAll @IntRange(min = 1, max = 40) int outputs,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[][] activations = activations(rows, inputs, random);
    IntegerWeights weights = weights(format, outputs, inputs, random);

    assertThat(golden.multiply(activations, weights))
        .isDeepEqualTo(naive.multiply(activations, weights));
  }

  /** K beyond one exact block: 1024 terms of int8, 131072 of binary and ternary weights. */
  @ParameterizedTest
  @CsvSource({"INT8,1023", "INT8,1025", "INT8,4099", "TERNARY,131073", "BINARY,140000"})
  void longSumsAreExact(Format format, int inputs) {
    Random random = new Random(inputs);
    byte[][] activations = activations(9, inputs, random);
    IntegerWeights weights = weights(format, 3, inputs, random);

    assertThat(golden.multiply(activations, weights))
        .isDeepEqualTo(naive.multiply(activations, weights));
  }

  /** The largest sums there are, for both forms and on both sides of a block of exact terms. */
  @ParameterizedTest
  @CsvSource({
    "BINARY,-1,1000",
    "BINARY,-1,131072",
    "BINARY,-1,131073",
    "TERNARY,-1,131072",
    "INT8,-127,1024",
    "INT8,-128,1023",
    "INT8,-128,1024",
    "INT8,-128,1025",
    "INT8,-128,100001"
  })
  void extremeOperandsGiveTheExtremeSum(Format format, byte weight, int inputs) {
    byte[] extreme = new byte[inputs];
    Arrays.fill(extreme, weight);
    IntegerWeights weights = new IntegerWeights(format.format(), new byte[][] {extreme, extreme});
    byte[] lowest = new byte[inputs];
    Arrays.fill(lowest, (byte) -128);
    for (int rows : new int[] {1, 8}) {
      byte[][] activations = new byte[rows][];
      Arrays.fill(activations, lowest);

      for (int[] sums : golden.multiply(activations, weights)) {
        assertThat(sums).containsOnly(-128 * weight * inputs).hasSize(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumLongerThanAnIntIsRefused(Format format) {
    int largest = format == Format.INT8 ? 16_384 : 128;
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
  }

  @Test
  void activationsOfAnotherLengthAreRefused() {
    IntegerWeights weights = new IntegerWeights(NumberFormat.TERNARY, new byte[][] {{1, 0, -1}});
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> golden.multiply(new byte[][] {{1, 2}}, weights))
        .withMessage("activations of K = 2 for weights of K = 3");
  }

  @Test
  void noRowsGiveNoSums() {
    IntegerWeights weights = new IntegerWeights(NumberFormat.TERNARY, new byte[][] {{1, 0, -1}});
    assertThat(golden.multiply(new byte[0][], weights)).isEmpty();
  }
}
