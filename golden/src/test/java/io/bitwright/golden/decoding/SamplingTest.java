package io.bitwright.golden.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
  /** Logarithms of 0.4, 0.1, 0.3, 0.2. */
  private static final float[] LOGITS = {
    (float) Math.log(0.4), (float) Math.log(0.1), (float) Math.log(0.3), (float) Math.log(0.2)
  };

  private static final Offset<Double> FLOAT_LOGITS = Offset.offset(1e-7);

  private static void assertProbabilities(Sampling sampling, double... expected) {
    double[] probabilities = sampling.probabilities(LOGITS);
    assertThat(probabilities).hasSameSizeAs(expected);
    for (int token = 0; token < expected.length; token++) {
      assertThat(probabilities[token]).isCloseTo(expected[token], FLOAT_LOGITS);
    }
  }

  @Test
  void withoutFiltersItIsTheSoftmax() {
    assertProbabilities(Sampling.PLAIN, 0.4, 0.1, 0.3, 0.2);
    assertProbabilities(new Sampling(1, 4, 1), 0.4, 0.1, 0.3, 0.2);
  }

  @Test
  void temperatureRaisesProbabilitiesToItsInverse() {
    double sum = 0.16 + 0.01 + 0.09 + 0.04;
    assertProbabilities(new Sampling(0.5, 9, 1), 0.16 / sum, 0.01 / sum, 0.09 / sum, 0.04 / sum);
  }

  @Test
  void topKLeavesTheMostLikely() {
    assertProbabilities(new Sampling(1, 2, 1), 0.4 / 0.7, 0, 0.3 / 0.7, 0);
    assertProbabilities(new Sampling(1, 3, 1), 0.4 / 0.9, 0, 0.3 / 0.9, 0.2 / 0.9);
  }

  /** The smallest set that adds up to P or more: Holtzman et al., equation 2. */
  @Test
  void topPLeavesTheNucleus() {
    assertProbabilities(new Sampling(1, 4, 0.65), 0.4 / 0.7, 0, 0.3 / 0.7, 0);
    assertProbabilities(new Sampling(1, 4, 0.75), 0.4 / 0.9, 0, 0.3 / 0.9, 0.2 / 0.9);
  }

  /** Of three tokens 0.4/0.9 is the first one's share, so 0.42 takes one; of four it takes two. */
  @Test
  void topPCountsWhatTopKLeft() {
    assertProbabilities(new Sampling(1, 3, 0.42), 1, 0, 0, 0);
    assertProbabilities(new Sampling(1, 4, 0.42), 0.4 / 0.7, 0, 0.3 / 0.7, 0);
  }

  /** At a low temperature the first token has most of the probability, and is the nucleus. */
  @Test
  void topPCountsWhatTemperatureLeft() {
    assertProbabilities(new Sampling(0.25, 4, 0.7), 1, 0, 0, 0);
    assertProbabilities(new Sampling(1, 4, 0.69), 0.4 / 0.7, 0, 0.3 / 0.7, 0);
  }

  @Test
  void equalLogitsFallWithTheTokensId() {
    float[] equal = {0f, 1f, -0f, 1f, 1f};
    assertThat(new Sampling(1, 2, 1).probabilities(equal)).containsExactly(0, 0.5, 0, 0.5, 0);
    assertThat(new Sampling(1, 5, 1e-9).probabilities(equal)).containsExactly(0, 1, 0, 0, 0);
    assertThat(TokenChoice.greedy().probabilities(equal)).containsExactly(0, 1, 0, 0, 0);
    assertThat(TokenRanking.best(equal, 5)).containsExactly(1, 3, 4, 0, 2);
  }

  @Property(tries = 200, seed = "1")
  void narrowestFiltersAreGreedy(@ForAll long seed) {
    float[] logits = randomLogits(seed, 50);
    double[] greedy = TokenChoice.greedy().probabilities(logits);

    assertThat(new Sampling(1, 50, 1e-12).probabilities(logits)).isEqualTo(greedy);
    assertThat(new Sampling(1, 1, 1).probabilities(logits)).isEqualTo(greedy);
    assertThat(new Sampling(1e-300, 50, 1).probabilities(logits)).isEqualTo(greedy);
  }

  /** Against the definition, written down over sorted lists. */
  @Property(tries = 300, seed = "2")
  void filtersAreThoseOfTheDefinition(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.1, max = 5) double temperature,
      @ForAll @IntRange(min = 1, max = 40) int topK,
      @ForAll @DoubleRange(min = 0.01, max = 1) double topP) {
    float[] logits = randomLogits(seed, 30);
    List<Integer> ranked =
        IntStream.range(0, 30)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer token) -> -logits[token]))
            .limit(topK)
            .toList();
    double[] weights = new double[30];
    ranked.forEach(token -> weights[token] = Math.exp(logits[token] / temperature));
    double total = Arrays.stream(weights).sum();
    double reached = 0;
    for (int token : ranked) {
      double before = reached;
      reached += weights[token] / total;
      if (before >= topP) {
        weights[token] = 0;
      }
    }
    double kept = Arrays.stream(weights).sum();

    double[] probabilities = new Sampling(temperature, topK, topP).probabilities(logits);
    for (int token = 0; token < 30; token++) {
      assertThat(probabilities[token]).isCloseTo(weights[token] / kept, Texts.ROUNDING);
    }
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, Texts.ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MAX_VALUE, 1e-40f, 1000f})
  void largestAndSmallestLogitsGiveProbabilities(float size) {
    float[] logits = {size, -size, 0};
    assertThat(Arrays.stream(Sampling.PLAIN.probabilities(logits)).sum())
        .isCloseTo(1, Texts.ROUNDING);
    assertThat(TokenRanking.best(logits, 3)).containsExactly(0, 2, 1);
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    refused("temperature must be above 0 and at most 1000, got 0.0", 0, 1, 1);
    refused("temperature must be above 0 and at most 1000, got NaN", Double.NaN, 1, 1);
    refused("temperature must be above 0 and at most 1000, got 1000.5", 1000.5, 1, 1);
    refused("top-k must be at least 1, got 0", 1, 0, 1);
    refused("top-p must be above 0 and at most 1, got 0.0", 1, 1, 0);
    refused("top-p must be above 0 and at most 1, got 1.01", 1, 1, 1.01);
    refused("top-p must be above 0 and at most 1, got NaN", 1, 1, Double.NaN);
  }

  private static void refused(String message, double temperature, int topK, double topP) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> new Sampling(temperature, topK, topP))
        .withMessage(message);
  }

  private static float[] randomLogits(long seed, int size) {
    Random random = new Random(seed);
    float[] logits = new float[size];
    for (int token = 0; token < size; token++) {
      logits[token] = (float) (3 * random.nextGaussian());
    }
    return logits;
  }
}
