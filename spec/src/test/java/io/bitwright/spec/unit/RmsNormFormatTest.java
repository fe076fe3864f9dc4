package io.bitwright.spec.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.unit.RmsNormFormat.Constants;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RmsNormFormatTest {
  private static final FixedPointFormat GAIN = new FixedPointFormat(16, 12);
  private static final FixedPointFormat OUTPUT = new FixedPointFormat(16, 10);

  /** Worked by hand: E = 1e-5 x 4096 x 4^8 = 2684.4; 2684 x 4^8 is above 4^13, x 4^7 is not. */
  @Test
  void constantsOfAUsualLayer() {
    Constants constants = format(4096, 16, 8, "0.00001").constants();
    assertThat(constants.epsilonTerm()).isEqualTo(2684);
    assertThat(constants.sumBits()).isEqualTo(43); // 2^12 x 2^30 is 2^42
    assertThat(constants.rootFraction()).isEqualTo(8);
    assertThat(constants.rootBits(43)).isEqualTo(22 + 8);
    // The largest root is 2^21 x 2^8; sqrt(4096) = 2^6, so 2^(6 + 8 + p) / 2^29 is 2^13 for p = 28.
    assertThat(constants.inverseFraction()).isEqualTo(28);
    assertThat(constants.numerator()).isEqualTo(1L << 42);
    // 2^42 / floor(sqrt(2684 x 2^16)) = 2^42 / 13262
    assertThat(constants.inverseBits()).isEqualTo(Long.toBinaryString((1L << 42) / 13262).length());
    // A spike of 2^15: below 2^15 x 2^42 / (2^15 x 2^8), so 34 bits and a sign.
    assertThat(constants.scaledBits()).isEqualTo(35);
    assertThat(constants.productBits()).isEqualTo(35 + 15);
    assertThat(constants.shift()).isEqualTo(12 + 28 - 10);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 0, 0",
    "7, 8, 4, 0.125",
    "64, 9, 9, 0.00001",
    "100, 10, 2, 1",
    "9, 8, 0, 16000"
  })
  void everyValueTimesTheInverseOfItsTokenFits(
      int length, int width, int fraction, String epsilon) {
    Constants constants = format(length, width, fraction, epsilon).constants();
    long largest = 0;
    for (long x = 1; x <= 1L << (width - 1); x++) {
      // Other values of the token only lower the inverse.
      largest = Math.max(largest, x * inverse(constants, x * x));
    }
    assertThat(BigInteger.valueOf(largest).bitLength()).isEqualTo(constants.scaledBits() - 1);
    assertThat(BigInteger.valueOf(inverse(constants, 0)).bitLength())
        .isEqualTo(constants.inverseBits());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 0, 0",
    "7, 8, 4, 0.125",
    "65536, 24, 12, 0.00001",
    "3, 24, 0, 0",
    "9, 8, 0, 16000"
  })
  void rootAndInverseHaveThirteenBitsAfterTheFirst(
      int length, int width, int fraction, String epsilon) {
    Constants constants = format(length, width, fraction, epsilon).constants();
    long largestSum = (long) length << (2 * (width - 1));
    assertThat(root(constants, 0).bitLength()).isGreaterThanOrEqualTo(14);
    assertThat(inverse(constants, largestSum)).isGreaterThanOrEqualTo(1 << 13);
    assertThat(constants.numerator() >> constants.inverseBits())
        .isLessThan(root(constants, 0).longValueExact());
  }

  @Test
  void epsilonIsAtLeastOneUnit() {
    RmsNormFormat format = format(7, 8, 4, "0");
    assertThat(format.constants().epsilonTerm()).isEqualTo(1);
    assertThat(format.exactEpsilon()).isEqualTo(1.0 / 7 / 256);
    assertThat(format(8, 8, 4, "0.125").exactEpsilon()).isEqualTo(0.125);
  }

  @Test
  void numbersThatNeedTooManyBitsAreRefused() {
    assertThatThrownBy(() -> format(65536, 24, 12, "5000000").constants())
        .isInstanceOf(SpecException.class)
        .hasMessage("epsilon: 5000000 is more than the largest mean square, 2^22");
    assertThatThrownBy(() -> format(65536, 24, 12, "4194304").constants())
        .isInstanceOf(SpecException.class)
        .hasMessage("a sum of 65536 squares needs 64 bits; at most 63");
    FixedPointFormat wide = new FixedPointFormat(24, 20);
    assertThatThrownBy(() ->
            new RmsNormFormat(4096, wide, wide, OUTPUT, new BigDecimal("0.00001")).constants())
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("a product of a value, the inverse root and a gain needs 67 bits");
    FixedPointFormat fine = new FixedPointFormat(32, 32);
    FixedPointFormat coarse = new FixedPointFormat(2, 0);
    assertThatThrownBy(() ->
            new RmsNormFormat(1, new FixedPointFormat(8, 0), coarse, fine, BigDecimal.ZERO)
                .constants())
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("output-fraction: a product has ");
  }

  private static RmsNormFormat format(int length, int width, int fraction, String epsilon) {
    return new RmsNormFormat(
        length, new FixedPointFormat(width, fraction), GAIN, OUTPUT, new BigDecimal(epsilon));
  }

  private static BigInteger root(Constants constants, long sum) {
    return BigInteger.valueOf(sum + constants.epsilonTerm())
        .shiftLeft(2 * constants.rootFraction())
        .sqrt();
  }

  private static long inverse(Constants constants, long sum) {
    return constants.numerator() / root(constants, sum).longValueExact();
  }
}
