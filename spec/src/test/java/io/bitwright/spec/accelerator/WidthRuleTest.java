package io.bitwright.spec.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bitwright.spec.format.NumberFormat;
import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthRuleTest {

  @ParameterizedTest
  @CsvSource({
    "BINARY, 1, 9",
    "TERNARY, 16, 13",
    "TERNARY, 17, 14",
    "TERNARY, 16384, 23",
    "INT8, 1, 16",
    "INT8, 65536, 32",
    "INT8, 65537, 33",
    "TERNARY, 1048576, 29"
  })
  void widthsForInt8ActivationsAreThoseOfTheContract(NumberFormat weights, int terms, int bits) {
    assertThat(WidthRule.signedBits(weights, terms)).isEqualTo(bits);
    assertThat(WidthRule.accumulatorBits(weights, NumberFormat.INT8, terms)).isEqualTo(bits);
  }

  @ParameterizedTest
  @CsvSource({"BF16, BF16", "FP32, FP32", "INT8, BF16", "FP8, INT8"})
  void floatingPointSumsAre32BitsWhateverTheirLength(NumberFormat weights, NumberFormat inputs) {
    assertThat(WidthRule.accumulatorBits(weights, inputs, 1)).isEqualTo(32);
    assertThat(WidthRule.accumulatorBits(weights, inputs, 1 << 20)).isEqualTo(32);
  }

  @Property(seed = "1")
  void theWidthHoldsTheLargestSumOfEitherSign(
      @ForAll NumberFormat weights,
      @ForAll NumberFormat activations,
      @ForAll @IntRange(min = 1, max = 1 << 20) int terms) {
    Assume.that(weights.kind() == NumberFormat.Kind.INTEGER);
    Assume.that(activations.kind() == NumberFormat.Kind.INTEGER);

    BigInteger sum =
        magnitude(weights).multiply(magnitude(activations)).multiply(BigInteger.valueOf(terms));

    // bitLength leaves the sign out.
    assertThat(WidthRule.accumulatorBits(weights, activations, terms))
        .isGreaterThanOrEqualTo(sum.bitLength() + 1);
  }

  private static BigInteger magnitude(NumberFormat format) {
    boolean ones = format == NumberFormat.BINARY || format == NumberFormat.TERNARY;
    return ones ? BigInteger.ONE : BigInteger.TWO.pow(format.registerBits() - 1);
  }

  @Test
  void aSumOfNothingAndARuleForFloatsAreProgrammingErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WidthRule.signedBits(NumberFormat.TERNARY, 0))
        .withMessage("a sum has at least 1 term, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WidthRule.signedBits(NumberFormat.BF16, 16))
        .withMessage("no accumulator width rule for bf16 weights");
  }
}
