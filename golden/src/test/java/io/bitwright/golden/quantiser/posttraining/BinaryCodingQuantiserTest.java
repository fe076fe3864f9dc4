package io.bitwright.golden.quantiser.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.format.storage.BinaryCodingFormat;
import io.bitwright.golden.format.storage.CodedMatrix;
import io.bitwright.golden.format.storage.Granularity;
import io.bitwright.golden.format.storage.PlainScales;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BinaryCodingQuantiserTest {

  @Property(tries = 150, seed = "41")
  void alternatingIsNeverWorseThanGreedy(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int planes) {
    Random random = new Random(seed);
    Granularity granularity =
        switch (random.nextInt(3)) {
          case 0 -> Granularity.TENSOR;
          case 1 -> Granularity.ROW;
          default -> Granularity.group(random.nextInt(1, 20));
        };
    PlainScales scales = random.nextBoolean() ? PlainScales.FP32 : PlainScales.FP16;
    BinaryCodingFormat format = new BinaryCodingFormat(planes, granularity, scales);
    float[][] weights =
        Matrices.normal(random.nextInt(1, 5), random.nextInt(1, 40), 0.1, random.nextLong());
    assertThat(error(BinaryCodingQuantiser.alternating(format), weights))
        .isLessThanOrEqualTo(error(BinaryCodingQuantiser.greedy(format), weights));
  }

  private static double error(BinaryCodingQuantiser quantiser, float[][] weights) {
    return LayerError.squaredDifference(weights, quantiser.quantise(weights).values());
  }

  @Test
  void normalWeightsGainByAlternatingAndByPlanes() {
    float[][] weights = Matrices.normal(16, 256, 0.02, 7);
    double before = Double.MAX_VALUE;
    for (int planes = 1; planes <= 4; planes++) {
      BinaryCodingFormat format =
          new BinaryCodingFormat(planes, Granularity.group(128), PlainScales.FP32);
      double greedy = error(BinaryCodingQuantiser.greedy(format), weights);
      double alternating = error(BinaryCodingQuantiser.alternating(format), weights);
      // With one plane the greedy scale is the best already.
      assertThat(alternating).isLessThanOrEqualTo(planes == 1 ? greedy : 0.95 * greedy);
      assertThat(alternating).isLessThan(before / 2);
      before = alternating;
    }
  }

  /** The nearest multiple of a sign vector has the mean magnitude as scale: 1 - 2 / pi is left. */
  @Test
  void onePlaneLeavesWhatTheoryLeaves() {
    float[][] weights = Matrices.normal(1, 100_000, 1, 8);
    BinaryCodingFormat format = new BinaryCodingFormat(1, Granularity.ROW, PlainScales.FP32);
    assertThat(error(BinaryCodingQuantiser.greedy(format), weights) / 100_000)
        .isCloseTo(1 - 2 / Math.PI, within(0.01));
  }

  @Test
  void sumsOfSignsComeBackExactly() {
    float[][] weights = {{4, 2, -2, -4, 4, -2}};
    CodedMatrix coded =
        BinaryCodingQuantiser.greedy(new BinaryCodingFormat(2, Granularity.ROW, PlainScales.FP32))
            .quantise(weights);
    assertThat(coded.values()).isDeepEqualTo(weights);
    assertThat(coded.scales()).containsExactly(3, 1);
    assertThat(coded.codes(0)).containsExactly(3, 1, 2, 0, 3, 2);
  }

  @Test
  void zerosAndSingleWeightsHaveCodesToo() {
    BinaryCodingFormat format = new BinaryCodingFormat(3, Granularity.group(1), PlainScales.FP32);
    float[][] weights = {{0, 0.5f, -3}};
    assertThat(BinaryCodingQuantiser.alternating(format).quantise(weights).values())
        .isDeepEqualTo(weights);
  }
}
