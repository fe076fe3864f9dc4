package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Tokens of four values with four bits of fraction; gains and results too. */
class RmsNormalizerTest {
  private static final FixedPointFormat NUMBER = new FixedPointFormat(8, 4);
  private static final RmsNormalizer NORM =
      new RmsNormalizer(new RmsNormFormat(4, NUMBER, NUMBER, NUMBER, new BigDecimal("0.0625")));

  @Test
  void tokenOfOneMagnitudeBecomesItsSigns() {
    // Mean square 49, epsilon 1/16: 7 / 7.0045 is 1 within a sixteenth. The gain is 1.5.
    int[] gains = {24, 24, 24, 24};
    assertThat(NORM.normalize(new int[] {112, -112, 112, -112}, gains))
        .containsExactly(24, -24, 24, -24);
  }

  @Test
  void spikeIsTheRootOfTheLength() {
    // 7 / sqrt(49 / 4 + 1 / 16) = 1.9949, in sixteenths 31.92; gains 1, -1
    assertThat(NORM.normalize(new int[] {112, 0, 0, 0}, new int[] {16, 16, 16, 16}))
        .containsExactly(32, 0, 0, 0);
    assertThat(NORM.normalize(new int[] {0, 112, 0, 0}, new int[] {16, -16, 16, 16}))
        .containsExactly(0, -32, 0, 0);
  }

  @Test
  void zerosStayZeros() {
    assertThat(NORM.normalize(new int[4], new int[] {-128, 127, 1, 0})).containsExactly(0, 0, 0, 0);
  }

  @Test
  void resultsBeyondTheFormatSaturate() {
    // 1.9949 x 7.9375 = 15.83 and 1.9949 x -8 = -15.96, where 7.9375 and -8 are the ends
    int[] token = {0, 0, 0, 112};
    assertThat(NORM.normalize(token, new int[] {0, 0, 0, 127})).containsExactly(0, 0, 0, 127);
    assertThat(NORM.normalize(token, new int[] {0, 0, 0, -128})).containsExactly(0, 0, 0, -128);
  }

  @Test
  void numbersOfTheWrongSizeAreRefused() {
    assertThatThrownBy(() -> NORM.normalize(new int[3], new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 numbers, not the 4 of a token");
    assertThatThrownBy(() -> NORM.normalize(new int[] {128, 0, 0, 0}, new int[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("128 does not fit 8 bits");
    assertThatThrownBy(() -> NORM.normalize(new int[4], new int[] {0, 0, 0, -129}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-129 does not fit 8 bits");
  }
}
