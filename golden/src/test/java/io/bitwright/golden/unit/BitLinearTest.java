package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.unit.BitLinear.Scale;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.unit.BitLinearFormat;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BitLinearTest {
  private static final FixedPointFormat NUMBER = new FixedPointFormat(8, 4);
  private static final RmsNormFormat NORM =
      new RmsNormFormat(4, NUMBER, NUMBER, NUMBER, new BigDecimal("0.0625"));
  private static final BitLinear LINEAR = new BitLinear(new BitLinearFormat(NORM, 8, 8));

  private static final int[] TOKEN = {112, -112, 112, -112}; // normalised: +-1, in sixteenths +-16
  private static final int[] GAINS = {16, 16, 16, -16};

  private static IntegerWeights ternary(byte[]... rows) {
    return new IntegerWeights(NumberFormat.TERNARY, rows);
  }

  @Test
  void resultIsTheSumTimesBothScales() {
    // q = 127, -127, 127, 127 and s = 16: 254 x 16 x 1 / 2^6 = 63.5, to even 64; and -127 x 16 /
    // 2^6
    IntegerWeights weights = ternary(new byte[] {1, 0, 0, 1}, new byte[] {0, 1, 0, 0});
    List<Scale> scales = List.of(new Scale(1, 6), new Scale(1, 6));
    assertThat(LINEAR.quantize(TOKEN, GAINS).values()).containsExactly(127, -127, 127, 127);
    assertThat(LINEAR.quantize(TOKEN, GAINS).scale()).isEqualTo(16);
    assertThat(LINEAR.apply(TOKEN, GAINS, weights, scales)).containsExactly(64, -32);
  }

  @Test
  void eachOutputHasItsScaleAndSaturates() {
    IntegerWeights weights = ternary(new byte[] {1, -1, 1, 1}, new byte[] {-1, 1, -1, -1});
    assertThat(LINEAR.apply(TOKEN, GAINS, weights, List.of(new Scale(255, 0), new Scale(255, 18))))
        .containsExactly(127, -8); // -508 x 16 x 255 / 2^18 = -7.91
    assertThat(LINEAR.apply(TOKEN, GAINS, weights, List.of(new Scale(0, 0), new Scale(255, 0))))
        .containsExactly(0, -128);
  }

  @Test
  void nearestScaleUsesAllBitsOfItsMantissa() {
    assertThat(Scale.nearest(1, 8)).isEqualTo(new Scale(128, 7));
    assertThat(Scale.nearest(255.4, 8)).isEqualTo(new Scale(255, 0));
    assertThat(Scale.nearest(0, 8)).isEqualTo(new Scale(0, 63));
    for (double number : new double[] {0.0123, 3.7e-9, 77}) {
      Scale scale = Scale.nearest(number, 16);
      assertThat(Math.scalb((double) scale.mantissa(), -scale.shift()))
          .isCloseTo(number, within(number * 0x1p-16));
    }
    assertThatThrownBy(() -> Scale.nearest(256, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("256.0 is no scale of 8 bits");
  }

  @Test
  void widthsFollowFromTheFormats() {
    BitLinearFormat format = new BitLinearFormat(NORM, 8, 8);
    assertThat(format.sumBits()).isEqualTo(10); // 4 x 127 = 508
    assertThat(format.factorBits()).isEqualTo(15); // 2^7 x 255
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    IntegerWeights weights = ternary(new byte[] {1, -1, 1, 1});
    assertThatThrownBy(() -> LINEAR.apply(TOKEN, GAINS, weights, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 scales for 1 outputs");
    assertThatThrownBy(() -> LINEAR.apply(TOKEN, GAINS, weights, List.of(new Scale(256, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("256 is no mantissa of 8 bits");
    RmsNormFormat wide =
        new RmsNormFormat(
            65536, NUMBER, NUMBER, new FixedPointFormat(32, 4), new BigDecimal("0.0625"));
    assertThatThrownBy(() -> new BitLinearFormat(wide, 16, 8))
        .isInstanceOf(SpecException.class)
        .hasMessage("a sum of 65536 products times its factor needs 71 bits; at most 63");
  }
}
