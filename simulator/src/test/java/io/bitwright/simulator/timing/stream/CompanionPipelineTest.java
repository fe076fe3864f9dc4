package io.bitwright.simulator.timing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompanionPipelineTest {
  private static final StallPattern NONE = StallPattern.none();

  @Test
  void withoutStallsItIsTheClosedForm() {
    CompanionPipeline pipeline = new CompanionPipeline(4);
    assertThat(pipeline.cycles(new int[] {3, 1, 2}, NONE, NONE, NONE)).isEqualTo(6 + 4);
    assertThat(pipeline.cycles(6)).isEqualTo(6 + 4);
  }

  @Test
  void companionThatNeverStallsIsNotSeen() {
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      int[] runs = random.ints(1 + random.nextInt(6), 1, 5).toArray();
      StallPattern inputs = StallPattern.random(random, 1 + random.nextInt(20), 0.4);
      StallPattern outputs = StallPattern.random(random, 1 + random.nextInt(20), 0.4);
      int latency = 1 + random.nextInt(4);
      assertThat(new CompanionPipeline(latency).cycles(runs, NONE, inputs, outputs))
          .isEqualTo(
              new StreamPipeline(latency, 1).cycles(Arrays.stream(runs).sum(), inputs, outputs));
    }
  }

  @Test
  void companionBeatIsOfferedAnewForEachRun() {
    // Willing in cycles 0, 4, 8: the runs begin in these cycles, the last result moves in cycle 10.
    Random never = new Random(1);
    StallPattern everyFourth = StallPattern.none();
    while (everyFourth.period() != 4 || !everyFourth.isWilling(0) || willing(everyFourth) != 1) {
      everyFourth = StallPattern.random(never, 4, 0.01);
    }
    assertThat(new CompanionPipeline(1).cycles(new int[] {2, 2, 2}, everyFourth, NONE, NONE))
        .isEqualTo(11);
    assertThatThrownBy(() -> new CompanionPipeline(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static int willing(StallPattern pattern) {
    int count = 0;
    for (int cycle = 0; cycle < pattern.period(); cycle++) {
      count += pattern.isWilling(cycle) ? 1 : 0;
    }
    return count;
  }
}
