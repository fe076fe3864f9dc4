package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.transformer.naive.NaiveMath;
import io.bitwright.spec.transformer.HiddenActivation;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  private static final MathContext DIGITS = new MathContext(80);

  @ParameterizedTest
  @EnumSource
  void valuesAreThoseOfTheFormula(HiddenActivation activation) {
    String word = activation == HiddenActivation.GELU_TANH ? "gelu_new" : activation.label();
    for (float x = -6; x <= 6; x += 0.037f) {
      double expected = NaiveMath.activation(word, x);
      assertThat((double) Activation.apply(activation, x))
          .as("%s(%s)", word, x)
          .isCloseTo(expected, within(3e-7 * Math.max(Math.abs(expected), 1e-3)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeValuesStayFinite(HiddenActivation activation) {
    float[] row = {-1e4f, -200, 200, 1e4f, 0};
    Activation.apply(activation, row);
    assertThat(row[4]).isZero();
    for (float value : row) {
      assertThat(value).isFinite();
    }
    assertThat(row[3]).isGreaterThanOrEqualTo(row[2]).isPositive();
  }

  /** Against the series of A and S 7.1.5 in 80 digits, over all three approximations. */
  @Test
  void complementOfTheErrorFunctionIsAccurate() {
    double largest = 0;
    for (double x = -6; x <= 6; x += 0.0173) {
      double expected = BigDecimal.ONE.subtract(errorFunction(x)).doubleValue();
      largest = Math.max(largest, Math.abs(ErrorFunction.complement(x) / expected - 1));
    }
    assertThat(largest).isLessThan(1e-14);
    assertThat(ErrorFunction.complement(0)).isEqualTo(1);
    assertThat(ErrorFunction.complement(30)).isZero();
    assertThat(ErrorFunction.complement(-30)).isEqualTo(2);
  }

  /** {@code 2 / sqrt(pi) * sum of (-1)^n x^(2n+1) / (n! (2n+1))}. */
  private static BigDecimal errorFunction(double x) {
    BigDecimal square = new BigDecimal(x).pow(2);
    BigDecimal power = new BigDecimal(x);
    BigDecimal sum = power;
    for (int n = 1; n < 200; n++) {
      power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    BigDecimal pi =
        new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459230781");
    return sum.multiply(BigDecimal.TWO).divide(pi.sqrt(DIGITS), DIGITS);
  }
}
