package io.bitwright.simulator.timing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.BitLinear.Stalls;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitLinearTest {
  private static BitLinear unit(Random random) {
    int lanes = random.nextInt(1, 9);
    RmsNormalizer norm =
        new RmsNormalizer(
            lanes, random.nextInt(lanes, 60), random.nextInt(1, 30), random.nextInt(1, 30));
    int columns = random.nextInt(1, 12);
    return new BitLinear(norm, columns, random.nextInt(columns, 40), random.nextInt(1, 5));
  }

  @Test
  void closedFormIsTheSteppedUnit() {
    Random random = new Random(7);
    for (int run = 0; run < 1000; run++) {
      BitLinear unit = unit(random);
      assertThat(unit.cycles(List.of(true), Stalls.none()))
          .as("%s", unit)
          .isEqualTo(unit.cyclesOfOneToken());
    }
  }

  /** In the long run the slowest part sets the pace: here the passes. */
  @Test
  void tokensFollowEachOtherAtThePaceOfTheirPasses() {
    RmsNormalizer norm = new RmsNormalizer(4, 40, 8, 8); // 10 beats
    BitLinear unit = new BitLinear(norm, 3, 30, 2); // 10 passes of 10 beats
    long ten = unit.cycles(Collections.nCopies(10, false), Stalls.none());
    long twenty = unit.cycles(Collections.nCopies(20, false), Stalls.none());
    assertThat(twenty - ten).isEqualTo(10 * 10 * 10);
  }

  @Test
  void stallsNeverSpeedUp() {
    Random random = new Random(8);
    for (int run = 0; run < 200; run++) {
      BitLinear unit = unit(random);
      StallPattern stalls = StallPattern.random(random, random.nextInt(1, 20), 0.5);
      StallPattern never = StallPattern.none();
      Stalls some = new Stalls(never, never, stalls, never, stalls);
      List<Boolean> ends = List.of(false, true, true);
      assertThat(unit.cycles(ends, some)).isGreaterThanOrEqualTo(unit.cycles(ends, Stalls.none()));
    }
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThatThrownBy(() -> new BitLinear(new RmsNormalizer(1, 1, 1, 1), 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 columns, 1 outputs, trees of 1 levels");
  }
}
