package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresVerilator
class VerilatedModelTest {

  /** Beats of 70 data bits and 3 tag bits, all bits of them random. */
  private static final class Entries implements BeatSource {
    private final long[] low;
    private final byte[] high;
    private final byte[] tag;
    private final List<Long> cycles = new ArrayList<>();

    Entries(int count, long seed) {
      Random random = new Random(seed);
      low = random.longs(count).toArray();
      high = new byte[count];
      tag = new byte[count];
      for (int i = 0; i < count; i++) {
        high[i] = (byte) random.nextInt(1 << 6);
        tag[i] = (byte) random.nextInt(1 << 3);
      }
    }

    @Override
    public long beats() {
      return low.length;
    }

    @Override
    public void write(long beat, MemorySegment buffer, long offset) {
      buffer.set(JAVA_LONG_UNALIGNED, offset, low[(int) beat]);
      buffer.set(JAVA_BYTE, offset + 8, high[(int) beat]);
      buffer.set(JAVA_BYTE, offset + 9, tag[(int) beat]);
    }

    @Override
    public void moved(long beat, long cycle) {
      assertThat(beat).isEqualTo(cycles.size());
      cycles.add(cycle);
    }

    List<Long> cycles() {
      return cycles;
    }
  }

  /** Compares with the entries and keeps the cycles. */
  private record Exits(Entries expected, List<Long> cycles) implements BeatSink {
    Exits(Entries expected) {
      this(expected, new ArrayList<>());
    }

    @Override
    public void accept(long beat, long cycle, MemorySegment buffer, long offset) {
      int i = (int) beat;
      assertThat(i).isEqualTo(cycles.size());
      assertThat(buffer.get(JAVA_BYTE, offset)).isEqualTo(expected.tag[i]);
      assertThat(buffer.get(JAVA_LONG_UNALIGNED, offset + 1)).isEqualTo(expected.low[i]);
      assertThat(buffer.get(JAVA_BYTE, offset + 9)).isEqualTo(expected.high[i]);
      cycles.add(cycle);
    }
  }

  private static StreamRun fifoRun(
      Entries entries, StallPattern source, Exits exits, StallPattern sink) {
    return new StreamRun(
        Map.of("entry", new StreamRun.Input(entries, source)),
        Map.of("exit", new StreamRun.Output(exits, entries.beats(), sink)),
        100_000);
  }

  private static VerilatedModel fifo() {
    return VerilatedModel.load(TestUnits.build(TestUnits.TAGGED_FIFO, BuildOptions.forTests()), 1);
  }

  @Test
  void everyBeatComesOutACycleLaterWithoutStalls() {
    try (VerilatedModel model = fifo()) {
      Entries entries = new Entries(100, 1);
      Exits exits = new Exits(entries);
      RunResult result =
          model.run(fifoRun(entries, StallPattern.none(), exits, StallPattern.none()));
      assertThat(result.cycles()).isEqualTo(101);
      assertThat(result.inputBeatsMoved()).containsExactly(Map.entry("entry", 100L));
      assertThat(entries.cycles()).first().isEqualTo(0L);
      assertThat(entries.cycles()).last().isEqualTo(99L);
      assertThat(exits.cycles()).first().isEqualTo(1L);
      assertThat(exits.cycles()).last().isEqualTo(100L);
    }
  }

  @Test
  void stalledRunsFollowTheContractOfTheStalls() {
    Random random = new Random(2);
    try (VerilatedModel model = fifo()) {
      for (int round = 0; round < 50; round++) {
        StallPattern source = StallPattern.random(random, 1 + random.nextInt(9), 0.5);
        StallPattern sink = StallPattern.random(random, 1 + random.nextInt(9), 0.5);
        Entries entries = new Entries(1 + random.nextInt(60), round);
        Exits exits = new Exits(entries);
        RunResult result = model.run(fifoRun(entries, source, exits, sink));
        FifoReference expected = new FifoReference((int) entries.beats(), source, sink);
        assertThat(entries.cycles()).isEqualTo(expected.entered());
        assertThat(exits.cycles()).isEqualTo(expected.left());
        assertThat(result.cycles()).isEqualTo(expected.left().getLast() + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096})
  void bufferSizeChangesNothing(int bufferBeats) {
    VerilatedLibrary library = TestUnits.build(TestUnits.TAGGED_FIFO, BuildOptions.forTests());
    StallPattern source = StallPattern.random(new Random(3), 13, 0.6);
    StallPattern sink = StallPattern.random(new Random(4), 11, 0.6);
    FifoReference expected = new FifoReference(200, source, sink);
    try (VerilatedModel model = VerilatedModel.load(library, 1, bufferBeats)) {
      Entries entries = new Entries(200, 5);
      Exits exits = new Exits(entries);
      model.run(fifoRun(entries, source, exits, sink));
      assertThat(entries.cycles()).isEqualTo(expected.entered());
      assertThat(exits.cycles()).isEqualTo(expected.left());
    }
  }

  @Test
  void manyModelsOfOneLibraryKeepTheirStateApart() {
    try (VerilatedModel first = fifo();
        VerilatedModel second = fifo()) {
      Entries entries = new Entries(3, 6);
      // The first model takes three beats and gives two: one stays inside.
      StreamRun partial =
          new StreamRun(
              Map.of("entry", new StreamRun.Input(entries, StallPattern.none())),
              Map.of("exit", new StreamRun.Output(new Exits(entries), 2, StallPattern.none())),
              100);
      first.run(partial);
      assertThat(second.idle(10)).isZero();
      assertThat(first.idle(10)).isEqualTo(1);
    }
  }

  @Test
  void stuckRunNamesTheStreamsAndTheirBeats() {
    try (VerilatedModel model = fifo()) {
      Entries entries = new Entries(3, 7);
      StreamRun run =
          new StreamRun(
              Map.of("entry", new StreamRun.Input(entries, StallPattern.none())),
              Map.of("exit", new StreamRun.Output((_, _, _, _) -> {}, 5, StallPattern.none())),
              50);
      assertThatThrownBy(() -> model.run(run))
          .isInstanceOf(StuckStreamException.class)
          .hasMessage("tagged_fifo is not done after 50 cycles: output exit moved 3 of 5 beats");
    }
  }

  @Test
  void waveformsAreWrittenOnRequest(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("fifo.vcd");
    VerilatedLibrary library =
        TestUnits.build(TestUnits.TAGGED_FIFO, BuildOptions.forTests().withWaveforms());
    Entries entries = new Entries(10, 8);
    try (VerilatedModel model = VerilatedModel.load(library, 1)) {
      model.startWaveforms(file);
      model.run(fifoRun(entries, StallPattern.none(), new Exits(entries), StallPattern.none()));
      assertThat(file).doesNotExist();
    }
    assertThat(Files.readString(file)).contains("entry_valid_i", "count_q", "$enddefinitions");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void waveformsNeedALibraryThatHasThem(@TempDir Path folder) {
    try (VerilatedModel model = fifo()) {
      assertThatThrownBy(() -> model.startWaveforms(folder.resolve("fifo.vcd")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void parametersRefusedByTheRtlAreReported() {
    VerilatedLibrary library = TestUnits.build(TestUnits.REFUSING, BuildOptions.forTests());
    assertThatThrownBy(() -> VerilatedModel.load(library, 1))
        .isInstanceOfSatisfying(
            RtlFailureException.class,
            failure -> {
              assertThat(failure.file()).isEqualTo("refusing.sv");
              assertThat(failure.cycle()).isEqualTo(RtlFailureException.BEFORE_FIRST_CYCLE);
            })
        .hasMessageContaining("Rows must be >= 1, got 0");
  }
}
