package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.QuantisedActivations;
import io.bitwright.golden.unit.AbsmaxQuantizer.QuantizedToken;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsmaxQuantizerTest {
  private static final int FRACTION = 10;

  @Test
  void halvesGoToTheEvenNumber() {
    // 127 * 1 / 2 = 63.5; 127 * 3 / 254 = 1.5; 127 * 5 / 254 = 2.5
    assertThat(AbsmaxQuantizer.quantize(new int[] {2, 1, -1}).values())
        .containsExactly(127, 64, -64);
    assertThat(AbsmaxQuantizer.quantize(new int[] {-254, 3, 5, -3, -5}).values())
        .containsExactly(-127, 2, 2, -2, -2);
  }

  @Test
  void tokenOfZerosHasScaleOne() {
    QuantizedToken token = AbsmaxQuantizer.quantize(new int[3]);
    assertThat(token.scale()).isEqualTo(1);
    assertThat(token.values()).containsExactly(0, 0, 0);
  }

  @Test
  void lowestIntHasAScaleThatNoIntHolds() {
    QuantizedToken token =
        AbsmaxQuantizer.quantize(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE});
    assertThat(token.scale()).isEqualTo(1L << 31);
    assertThat(token.values()).containsExactly(-127, 127);
  }

  @Test
  void everyQuotientIsTheRealOneRoundedOnce() {
    Random random = new Random(1);
    for (int run = 0; run < 2000; run++) {
      int[] token = new int[4];
      int shift = random.nextInt(32);
      for (int k = 0; k < token.length; k++) {
        token[k] = random.nextInt() >> shift;
      }
      QuantizedToken got = AbsmaxQuantizer.quantize(token);
      for (int k = 0; k < token.length; k++) {
        int right =
            BigDecimal.valueOf(127L * token[k])
                .divide(BigDecimal.valueOf(got.scale()), 0, RoundingMode.HALF_EVEN)
                .intValueExact();
        assertThat((int) got.values()[k]).isEqualTo(right);
      }
    }
  }

  /** fp32 holds every fixed-point value of up to 24 bits; then both goldens are the same. */
  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16, 24})
  void floatsThatAreFixedPointValuesAreQuantisedAlike(int width) {
    Random random = new Random(width);
    int differences = 0;
    for (int run = 0; run < 500; run++) {
      int[] token = new int[64];
      float[] floats = new float[token.length];
      int shift = random.nextInt(Integer.SIZE - width, Integer.SIZE - 1);
      for (int k = 0; k < token.length; k++) {
        token[k] = random.nextInt() >> shift;
        floats[k] = Math.scalb((float) token[k], -FRACTION);
      }
      QuantizedToken fixed = AbsmaxQuantizer.quantize(token);
      QuantisedActivations real = new AbsmaxActivationQuantiser().quantise(new float[][] {floats});
      differences += differences(fixed.values(), real.values()[0]);
      assertThat(Math.scalb((float) fixed.scale(), -FRACTION)).isEqualTo(real.magnitudes()[0]);
    }
    assertThat(differences).isZero();
  }

  /**
   * Floats that were rounded to 16 bits before: x and s are each off by half a unit at most, so 127
   * x / s by 127 / s units at most, and only values nearer than that to a half change, by 1.
   */
  @Test
  void roundingTheInputChangesFewResultsByOne() {
    final int tokens = 1000;
    final int length = 1000;
    final double largest = 1 << 15;
    Random random = new Random(3);
    int differences = 0;
    for (int run = 0; run < tokens; run++) {
      float[] floats = new float[length];
      float magnitude = 0;
      for (int k = 0; k < length; k++) {
        floats[k] = (float) random.nextGaussian();
        magnitude = Math.max(magnitude, Math.abs(floats[k]));
      }
      int[] token = new int[length];
      for (int k = 0; k < length; k++) {
        token[k] = (int) Math.rint(floats[k] / magnitude * (largest - 1));
      }
      byte[] fixed = AbsmaxQuantizer.quantize(token).values();
      byte[] real = new AbsmaxActivationQuantiser().quantise(new float[][] {floats}).values()[0];
      differences += differences(fixed, real);
      for (int k = 0; k < length; k++) {
        assertThat((int) fixed[k]).isCloseTo(real[k], within(1));
      }
    }
    // 127 / s to either side of a half: the share of values that can change. 1,123 of them do.
    assertThat((double) differences / (tokens * length)).isPositive().isLessThan(2 * 127 / largest);
  }

  private static int differences(byte[] some, byte[] others) {
    int differences = 0;
    for (int k = 0; k < some.length; k++) {
      differences += some[k] == others[k] ? 0 : 1;
    }
    return differences;
  }
}
