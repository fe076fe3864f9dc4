package io.bitwright.simulator.timing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.timing.chip.TileEventEngine;
import io.bitwright.simulator.timing.chip.TileStream;
import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramLibrary;
import io.bitwright.spec.dram.DramSpec;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DramMemoryTest {

  private static MemorySpec memory(DramSpec dram, double latencySeconds) {
    return new MemorySpec(
        "test memory",
        new ByteSize(1 << 30),
        new Bandwidth(dram.peakBytesPerSecond()),
        new TimeSpan(latencySeconds),
        Optional.of(dram));
  }

  @Test
  void channelsWorkSideBySide() {
    DramDevice device = DramLibrary.get("hbm2");
    Memory one = Memory.of(memory(new DramSpec(device, 1), 1e-6));
    Memory eight = Memory.of(memory(new DramSpec(device, 8), 1e-6));
    AccessPattern runs = new AccessPattern(100);

    assertThat(one.transferSeconds(1e6)).isCloseTo(8 * eight.transferSeconds(1e6), within(1e-12));
    assertThat(one.transferSeconds(1e6, runs))
        .isCloseTo(8 * eight.transferSeconds(1e6, runs), within(1e-12));
  }

  /** 14 + 12 + 18 ns and a burst of 4 / 2400 MT/s. */
  @Test
  void theLatencyIsAsStatedButNeverLessThanAClosedRow() {
    DramSpec dram = new DramSpec(DramLibrary.get("hbm2"), 1);

    assertThat(Memory.of(memory(dram, 200e-9)).latencySeconds()).isEqualTo(200e-9);
    assertThat(Memory.of(memory(dram, 0)).latencySeconds())
        .isCloseTo(44e-9 + 4 / 2400e6, within(1e-15));
  }

  @Test
  void readsOfAPatternAndWritesFollowOneAnother() {
    Memory memory = Memory.of(memory(new DramSpec(DramLibrary.get("ddr4-3200"), 2), 1e-7));
    AccessPattern runs = new AccessPattern(64);

    assertThat(memory.transferSeconds(1e5, runs, 3e5))
        .isEqualTo(memory.transferSeconds(1e5, runs) + memory.transferSeconds(3e5));
    assertThat(memory.transferSeconds(1e5, AccessPattern.SEQUENTIAL, 3e5))
        .isEqualTo(memory.transferSeconds(4e5));
  }

  private static final List<Double> RUN_BYTES =
      List.of(Double.POSITIVE_INFINITY, 64.0, 256.0, 4096.0);

  /**
   * Steps played event by event on channels played command by command: as the closed form of both
   * within 3 %, and a refresh and two closed rows for each transfer's ends.
   */
  @Property(tries = 60, seed = "4")
  void theClosedFormEqualsEventsOnBanks(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> names = DramLibrary.names();
    DramDevice device = DramLibrary.get(names.get(random.nextInt(names.size())));
    DramSpec dram = new DramSpec(device, 1 + random.nextInt(4));
    Memory closed = Memory.of(memory(dram, 150e-9));
    int steps = 2 + random.nextInt(6);
    TileStream stream =
        new TileStream(
            steps,
            random.nextInt(20_000),
            10_000.0 + random.nextInt(40_000),
            1e-6 * random.nextInt(10),
            random.nextInt(20_000),
            new AccessPattern(RUN_BYTES.get(random.nextInt(RUN_BYTES.size()))));
    double played = TileEventEngine.seconds(stream, new BankLevelMemory(dram, 150e-9));
    double ends = (2 * steps + 1) * 2 * DramMemory.closedRowSeconds(device);
    double refresh = device.timing().refresh().seconds() + device.timing().rowCycleSeconds();

    double seconds = stream.seconds(closed);
    assertThat(played).isBetween(0.97 * seconds - ends - refresh, 1.03 * seconds + ends + refresh);
  }

  @Test
  void aLongStreamIsTheSameOnBothPathsWithinAHundredth() {
    DramSpec dram = new DramSpec(DramLibrary.get("ddr4-2400"), 1);
    TileStream stream = new TileStream(16, 0, 1 << 18, 1e-6, 0);

    assertThat(TileEventEngine.seconds(stream, new BankLevelMemory(dram, 150e-9)))
        .isCloseTo(
            stream.seconds(Memory.of(memory(dram, 150e-9))),
            within(0.01 * stream.seconds(Memory.of(memory(dram, 150e-9)))));
  }
}
