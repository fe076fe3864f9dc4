package io.bitwright.golden.quantiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsmaxActivationQuantiserTest {
  private final ActivationQuantiser quantiser = new AbsmaxActivationQuantiser();

  private static float[][] row(float... values) {
    return new float[][] {values};
  }

  @Test
  void tiesGoToTheEvenInteger() {
    QuantisedActivations quantised =
        quantiser.quantise(row(127, 0.5f, 1.5f, 2.5f, 3.5f, -0.5f, -1.5f, -2.5f, 126.5f));
    assertThat(quantised.values()[0]).containsExactly(127, 0, 2, 2, 4, 0, -2, -2, 126);
    assertThat(quantised.magnitudes()).containsExactly(127);
  }

  @Test
  void allZeroRowBecomesZerosWithTheSmallestScale() {
    QuantisedActivations quantised = quantiser.quantise(row(0, 0, -0f));
    assertThat(quantised.values()[0]).containsExactly(0, 0, 0);
    assertThat(quantised.magnitudes()).containsExactly(1e-5f);
  }

  @Test
  void tinyRowIsMeasuredAgainstTheSmallestScale() {
    assertThat(quantiser.quantise(row(1e-6f, -5e-6f)).values()[0]).containsExactly(13, -64);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-5f, 0.3f, -0.3f, 1, -7e20f, Float.MAX_VALUE})
  void singleElementBecomesTheLargestInteger(float value) {
    QuantisedActivations quantised = quantiser.quantise(row(value));
    assertThat(quantised.values()[0]).containsExactly(value > 0 ? 127 : -127);
    assertThat(quantised.magnitudes()).containsExactly(Math.abs(value));
  }

  @Test
  void rowsAreQuantisedByThemselves() {
    QuantisedActivations quantised = quantiser.quantise(new float[][] {{1, -2}, {100, 50}});
    assertThat(quantised.values()[0]).containsExactly(64, -127);
    assertThat(quantised.values()[1]).containsExactly(127, 64);
    assertThat(quantised.magnitudes()).containsExactly(2, 100);
  }

  @Test
  void valueThatIsNotFiniteIsNamed() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> quantiser.quantise(new float[][] {{1, 2}, {3, Float.NaN}}))
        .withMessage("activation [1, 1] is NaN, not finite");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> quantiser.quantise(row(Float.NEGATIVE_INFINITY)))
        .withMessage("activation [0, 0] is -Infinity, not finite");
  }

  /** For any finite inputs, without rounding of its own. */
  @Property(tries = 500, seed = "4")
  void errorIsAtMostHalfAStep(@ForAll @Size(min = 1, max = 40) float[] values) {
    QuantisedActivations quantised = quantiser.quantise(row(values));
    BigDecimal magnitude = new BigDecimal(quantised.magnitudes()[0]);
    for (int k = 0; k < values.length; k++) {
      // |q - 127 x / s| <= 1/2, times 2 s.
      BigDecimal doubled =
          BigDecimal.valueOf(quantised.values()[0][k])
              .multiply(magnitude)
              .subtract(new BigDecimal(values[k]).multiply(BigDecimal.valueOf(127)))
              .multiply(BigDecimal.TWO);
      assertThat(doubled.abs()).isLessThanOrEqualTo(magnitude);
    }
  }

  @Property(tries = 200, seed = "5")
  void oppositeInputsGiveOppositeIntegers(@ForAll long seed) {
    Random random = new Random(seed);
    float[] values = new float[20];
    float[] opposite = new float[20];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) random.nextGaussian();
      opposite[k] = -values[k];
    }
    byte[] integers = quantiser.quantise(row(values)).values()[0];
    byte[] opposites = quantiser.quantise(row(opposite)).values()[0];
    for (int k = 0; k < values.length; k++) {
      assertThat(opposites[k]).isEqualTo((byte) -integers[k]);
    }
  }
}
