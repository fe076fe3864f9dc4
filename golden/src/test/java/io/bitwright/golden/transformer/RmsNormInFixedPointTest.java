package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.unit.RmsNormalizer;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixed-point norm of docs/units/rms_normalizer.md against the float one. */
class RmsNormInFixedPointTest {
  private static final double BOUND = 0x1p-12;

  /** The float norm rounds its factor and both products to 24 bits. */
  private static final double FLOAT_ERROR = 0x1p-22;

  private static final FixedPointFormat GAIN = new FixedPointFormat(10, 8);

  @ParameterizedTest
  @CsvSource({
    "1, 8, 0, 0",
    "7, 8, 4, 0.125",
    "100, 12, 5, 0.001",
    "1000, 16, 8, 0.00001",
    "4096, 16, 12, 0.000001",
    "250, 24, 16, 0.00001"
  })
  void relativeErrorIsBelowTheStatedBound(int length, int width, int fraction, String epsilon) {
    FixedPointFormat input = new FixedPointFormat(width, fraction);
    FixedPointFormat output = new FixedPointFormat(32, 22);
    RmsNormFormat format = new RmsNormFormat(length, input, GAIN, output, new BigDecimal(epsilon));
    RmsNormalizer fixed = new RmsNormalizer(format);
    Random random = new Random(length);
    double largest = 0;
    for (int run = 0; run < 300; run++) {
      int[] token = token(run, length, width, random);
      int[] gains = random.ints(length, -1 << 9, 1 << 9).toArray();
      float[] real =
          new RmsNorm(floats(gains, GAIN.fraction()), format.exactEpsilon())
              .apply(new float[][] {floats(token, fraction)})[0];
      int[] got = fixed.normalize(token, gains);
      for (int k = 0; k < length; k++) {
        double error = Math.abs(Math.scalb((double) got[k], -output.fraction()) - real[k]);
        double beyondRounding = Math.max(0, error - Math.scalb(0.5, -output.fraction()));
        assertThat(beyondRounding).isLessThanOrEqualTo((BOUND + FLOAT_ERROR) * Math.abs(real[k]));
        largest = real[k] == 0 ? largest : Math.max(largest, beyondRounding / Math.abs(real[k]));
      }
    }
    // The bound is no idle one: the worst of these tokens come within a factor of 8 of it.
    assertThat(largest).isGreaterThan(BOUND / 8);
  }

  /** Zeros, spikes, extremes and units first, then random values of any magnitude. */
  private static int[] token(int run, int length, int width, Random random) {
    int lowest = -1 << (width - 1);
    int[] token = new int[length];
    if (run % 6 == 1) {
      token[random.nextInt(length)] =
          random.nextBoolean() ? lowest : random.nextInt(lowest, -lowest);
    } else if (run % 6 == 2) {
      Arrays.setAll(token, _ -> random.nextBoolean() ? lowest : ~lowest);
    } else if (run % 6 == 3) {
      Arrays.fill(token, lowest);
    } else if (run % 6 == 4) {
      Arrays.setAll(token, _ -> random.nextInt(3) - 1);
    } else if (run % 6 == 5) {
      int shift = random.nextInt(width);
      Arrays.setAll(token, _ -> random.nextInt(lowest, -lowest) >> shift);
    }
    return token;
  }

  private static float[] floats(int[] numbers, int fraction) {
    float[] floats = new float[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      floats[k] = Math.scalb((float) numbers[k], -fraction);
    }
    return floats;
  }
}
