package io.bitwright.simulator.timing.chip;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.timing.memory.BandwidthLatencyMemory;
import io.bitwright.simulator.timing.memory.Memory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileStreamTest {

  /** Whole numbers at 1 byte/s: both forms are exact, so they must be equal to the last bit. */
  @Property(tries = 10_000, seed = "1")
  void closedFormEqualsTheEventEngine(
      @ForAll @IntRange(min = 1, max = 40) int steps,
      @ForAll @IntRange(max = 60) int prologue,
      @ForAll @IntRange(max = 30) int load,
      @ForAll @IntRange(max = 30) int compute,
      @ForAll @IntRange(max = 30) int store,
      @ForAll @IntRange(max = 50) int latency) {
    TileStream stream = new TileStream(steps, prologue, load, compute, store);
    Memory memory = new BandwidthLatencyMemory(1, latency);

    assertThat(stream.seconds(memory)).isEqualTo(TileEventEngine.seconds(stream, memory));
  }

  @Property(seed = "2")
  void neverFasterThanTheChannelOrTheUnit(
      @ForAll @IntRange(min = 1, max = 1_000_000) int steps,
      @ForAll @IntRange(max = 60) int prologue,
      @ForAll @IntRange(max = 30) int load,
      @ForAll @IntRange(max = 30) int compute,
      @ForAll @IntRange(max = 30) int store,
      @ForAll @IntRange(max = 50) int latency) {
    TileStream stream = new TileStream(steps, prologue, load, compute, store);

    assertThat(stream.seconds(new BandwidthLatencyMemory(1, latency)))
        .isGreaterThanOrEqualTo(stream.totalBytes())
        .isGreaterThanOrEqualTo((double) steps * compute + latency);
  }

  /**
   * Three steps of load 2, compute 5, store 1, latency 3, prologue 4. Loads leave the channel at 6
   * and 8 and arrive at 9 and 11. Step 0 is computed from 9 to 14, step 1 to 19, step 2 (loaded 14
   * to 16, there at 19) to 24; its store ends at 25.
   */
  @Test
  void fillSteadyStateAndDrainByHand() {
    assertThat(new TileStream(3, 4, 2, 5, 1).seconds(new BandwidthLatencyMemory(1, 3)))
        .isEqualTo(25);
  }

  @Test
  void millionsOfStepsRunAtTheSteadyRate() {
    Memory memory = new BandwidthLatencyMemory(1, 0);

    assertThat(new TileStream(1_000_000_000, 0, 3, 2, 1).seconds(memory)).isBetween(4e9, 4e9 + 10);
    assertThat(new TileStream(1_000_000_000, 0, 1, 7, 1).seconds(memory)).isBetween(7e9, 7e9 + 10);
  }
}
