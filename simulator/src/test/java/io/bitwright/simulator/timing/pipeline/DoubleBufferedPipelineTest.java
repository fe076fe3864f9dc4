package io.bitwright.simulator.timing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.timing.pipeline.DoubleBufferedPipeline.State;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DoubleBufferedPipelineTest {

  @Property(tries = 5000, seed = "1")
  void advanceEqualsSteppingEveryStep(
      @ForAll @IntRange(max = 40) int load,
      @ForAll @IntRange(max = 40) int forward,
      @ForAll @IntRange(max = 40) int work,
      @ForAll @IntRange(max = 40) int release,
      @ForAll @IntRange(max = 300) int loaded,
      @ForAll @IntRange(max = 300) int done,
      @ForAll @IntRange(max = 300) int doneBefore,
      @ForAll @IntRange(max = 60) int steps) {
    DoubleBufferedPipeline pipeline = new DoubleBufferedPipeline(load, forward, work, release);
    State start = new State(loaded, done, doneBefore);
    State stepped = start;
    for (int step = 0; step < steps; step++) {
      stepped = pipeline.step(stepped);
    }

    assertThat(pipeline.advance(start, steps)).isEqualTo(stepped);
  }

  @Property(tries = 500, seed = "2")
  void advanceEqualsSteppingWhereNothingWasBefore(
      @ForAll @IntRange(max = 40) int load,
      @ForAll @IntRange(max = 40) int work,
      @ForAll @IntRange(max = 40) int release,
      @ForAll @IntRange(min = 1, max = 1000) int steps) {
    DoubleBufferedPipeline pipeline = new DoubleBufferedPipeline(load, 0, work, release);
    State start = new State(0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
    State stepped = start;
    for (int step = 0; step < steps; step++) {
      stepped = pipeline.step(stepped);
    }

    assertThat(pipeline.advance(start, steps)).isEqualTo(stepped);
  }
}
