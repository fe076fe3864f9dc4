package io.bitwright.golden.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SeededChanceTest {

  /** The numbers that are published for the seed 1234567 wherever SplitMix64 is implemented. */
  @Test
  void sequenceIsThatOfSplitMix64() {
    SeededChance chance = new SeededChance(1234567);
    for (String number :
        new String[] {
          "6457827717110365317",
          "3203168211198807973",
          "9817491932198370423",
          "4593380528125082431",
          "16408922859458223821"
        }) {
      assertThat(Long.toUnsignedString(chance.nextBits())).isEqualTo(number);
    }
  }

  /** Pearson's chi-square with 3 degrees of freedom: above 16.27 in one of 1000 fair draws. */
  @Test
  void tokensComeAsOftenAsTheirProbabilitiesSay() {
    double[] probabilities = {0.5, 0, 0.3, 0.15, 0.05};
    int[] counts = new int[5];
    SeededChance chance = new SeededChance(42);
    final int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      counts[chance.token(probabilities)]++;
    }

    assertThat(counts[1]).isZero();
    double chiSquare = 0;
    for (int token : new int[] {0, 2, 3, 4}) {
      double expected = draws * probabilities[token];
      chiSquare += (counts[token] - expected) * (counts[token] - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(16.27);
  }

  /** Events of a chance of 0.3: within 4 standard errors. */
  @Test
  void eventsHappenAsOftenAsTheirProbabilitySays() {
    SeededChance chance = new SeededChance(7);
    final int draws = 100_000;
    int events = 0;
    for (int i = 0; i < draws; i++) {
      assertThat(chance.happens(1)).isTrue();
      assertThat(chance.happens(0)).isFalse();
      events += chance.happens(0.3) ? 1 : 0;
    }
    assertThat(Math.abs(events - 0.3 * draws)).isLessThan(4 * Math.sqrt(0.3 * 0.7 * draws));
  }

  @Test
  void oneSeedAfterTheOtherGivesUnrelatedFirstTokens() {
    double[] even = {0.25, 0.25, 0.25, 0.25};
    int[] counts = new int[4];
    for (int seed = 0; seed < 400; seed++) {
      counts[new SeededChance(seed).token(even)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(60, 140);
    }
  }

  @Test
  void distributionOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeededChance(1).token(new double[3]))
        .withMessage("no token has a probability above 0");
  }
}
