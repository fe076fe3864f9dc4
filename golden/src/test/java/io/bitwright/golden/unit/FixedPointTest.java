package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
  @ParameterizedTest
  @CsvSource({
    "5, 1, 2",
    "7, 1, 4",
    "-5, 1, -2",
    "-7, 1, -4",
    "-1, 1, 0",
    "1, 1, 0",
    "3, 1, 2",
    "127, 0, 127",
    "255, 1, 128",
    "-257, 1, -128",
    "1, 63, 0",
    "-1, 63, 0"
  })
  void tiesGoToTheEvenNeighbour(long value, int shift, long rounded) {
    assertThat(FixedPoint.roundHalfToEven(value, shift)).isEqualTo(rounded);
  }

  @Test
  void roundingIsThatOfDecimalArithmetic() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      int shift = random.nextInt(64);
      BigDecimal exact =
          new BigDecimal(value).divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)));
      assertThat(FixedPoint.roundHalfToEven(value, shift))
          .as("%d / 2^%d", value, shift)
          .isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }
  }

  @ParameterizedTest
  @CsvSource({"128, 8, 127", "-129, 8, -128", "-128, 8, -128", "5, 1, 0", "-5, 1, -1", "7, 4, 7"})
  void saturationStopsAtTheEnds(long value, int width, long saturated) {
    assertThat(FixedPoint.saturate(value, width)).isEqualTo(saturated);
  }

  @Test
  void whatHasNoMeaningIsRefused() {
    assertThatThrownBy(() -> FixedPoint.roundHalfToEven(1, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shift 64");
    assertThatThrownBy(() -> FixedPoint.saturate(1, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 bits");
  }
}
