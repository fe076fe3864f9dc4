package io.bitwright.golden.quantiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightQuantiserTest {
  private final WeightQuantiser ternary = new AbsmeanTernaryQuantiser();
  private final WeightQuantiser binary = new SignBinaryQuantiser();
  private final WeightQuantiser int8 = new AbsmaxInt8WeightQuantiser();

  static Stream<WeightQuantiser> quantisers() {
    return Stream.of(
        new AbsmeanTernaryQuantiser(), new SignBinaryQuantiser(), new AbsmaxInt8WeightQuantiser());
  }

  private static float[][] random(long seed) {
    Random random = new Random(seed);
    float[][] weights = new float[1 + random.nextInt(8)][1 + random.nextInt(8)];
    for (float[] row : weights) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) (random.nextGaussian() * 0.02 + 0.005);
      }
    }
    return weights;
  }

  @Test
  void ternaryTiesGoToZero() {
    // Mean magnitude 2: halves of it are 1.
    QuantisedWeights quantised = ternary.quantise(new float[][] {{1, -1, 1.01f, -1.01f, 5.98f}});
    assertThat(quantised.scale()).isEqualTo(2f);
    assertThat(quantised.integers().row(0)).containsExactly(0, 0, 1, -1, 1);
    assertThat(quantised.integers().format()).isEqualTo(NumberFormat.TERNARY);
  }

  @Test
  void binaryIsTheSignOfTheCentredWeights() {
    // Mean 2, mean magnitude 2.5: the weight at the mean counts as positive.
    QuantisedWeights quantised = binary.quantise(new float[][] {{2, 1.5f, 2.5f}, {-1, 3, 4}});
    assertThat(quantised.integers().row(0)).containsExactly(1, -1, 1);
    assertThat(quantised.integers().row(1)).containsExactly(-1, 1, 1);
    assertThat(quantised.scale()).isEqualTo(14 / 6f);
    assertThat(quantised.integers().format()).isEqualTo(NumberFormat.BINARY);
  }

  @Test
  void int8ReachesItsLargestIntegerOnly() {
    QuantisedWeights quantised = int8.quantise(new float[][] {{-2, 1, 2}, {0, 0.5f, -1}});
    assertThat(quantised.integers().row(0)).containsExactly(-127, 64, 127);
    assertThat(quantised.integers().row(1)).containsExactly(0, 32, -64);
    assertThat(quantised.scale()).isEqualTo(2 / 127f);
  }

  @Test
  void allZeroWeightsHaveTheSmallestScale() {
    float[][] zeros = new float[2][3];
    assertThat(ternary.quantise(zeros).scale()).isEqualTo(1e-5f);
    assertThat(ternary.quantise(zeros).integers().row(1)).containsExactly(0, 0, 0);
    assertThat(binary.quantise(zeros).scale()).isEqualTo(1e-5f);
    assertThat(binary.quantise(zeros).integers().row(1)).containsExactly(1, 1, 1);
    assertThat(int8.quantise(zeros).scale()).isEqualTo(1e-5f / 127);
    assertThat(int8.quantise(zeros).integers().row(1)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("quantisers")
  void valueThatIsNotFiniteIsNamed(WeightQuantiser quantiser) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> quantiser.quantise(new float[][] {{1, Float.NaN}}))
        .withMessage("weight [0, 1] is NaN, not finite");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> quantiser.quantise(new float[][] {{1}, {Float.POSITIVE_INFINITY}}))
        .withMessage("weight [1, 0] is Infinity, not finite");
  }

  /** The nearest of -g, 0 and g is at most g / 2 away, unless the weight lies beyond g. */
  @Property(tries = 300, seed = "6")
  void ternaryIsTheNearestOfThreeValues(@ForAll long seed) {
    float[][] weights = random(seed);
    QuantisedWeights quantised = ternary.quantise(weights);
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        double scaled = (double) weights[n][k] / quantised.scale();
        double bound = Math.max(0.5, Math.abs(scaled) - 1) + 1e-6;
        assertThat((double) quantised.integers().row(n)[k]).isCloseTo(scaled, within(bound));
      }
    }
  }

  @Property(tries = 300, seed = "7")
  void int8IsWithinHalfAStep(@ForAll long seed) {
    float[][] weights = random(seed);
    QuantisedWeights quantised = int8.quantise(weights);
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        assertThat((double) quantised.integers().row(n)[k] * quantised.scale())
            .isCloseTo(weights[n][k], within(quantised.scale() * (0.5 + 127 * 0x1p-24)));
      }
    }
  }

  /** Adding the same to every weight moves their mean and leaves their signs as they were. */
  @Property(tries = 200, seed = "8")
  void binaryIgnoresACommonOffset(@ForAll long seed) {
    Random random = new Random(seed);
    float[][] weights = new float[4][5];
    float[][] shifted = new float[4][5];
    for (int n = 0; n < 4; n++) {
      for (int k = 0; k < 5; k++) {
        // Multiples of 1/64 lie at their mean exactly, or at least 1/1280 from it: no rounding.
        weights[n][k] = random.nextInt(-1000, 1000) / 64f;
        shifted[n][k] = weights[n][k] + 3;
      }
    }
    IntegerWeights before = binary.quantise(weights).integers();
    IntegerWeights after = binary.quantise(shifted).integers();
    for (int n = 0; n < 4; n++) {
      assertThat(after.row(n)).isEqualTo(before.row(n));
    }
  }
}
