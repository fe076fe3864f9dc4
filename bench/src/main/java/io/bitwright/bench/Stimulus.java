package io.bitwright.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.testbench.verilator.BeatSource;
import io.bitwright.testbench.verilator.StreamRun;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** All beats of a run, written beforehand, so that nothing is left but to drive the unit. */
final class Stimulus {
  private final StreamHarnessModel harness;
  private final Map<String, MemorySegment> beats = new LinkedHashMap<>();
  private final long resultBeats;

  /** Asks the sources of a run for all their beats. */
  Stimulus(StreamHarnessModel harness, StreamRun run, Arena arena) {
    this.harness = harness;
    for (StreamHarnessModel.Stream stream : harness.inputs()) {
      BeatSource source = input(run, stream.name()).source();
      MemorySegment all = arena.allocate(source.beats() * stream.beatBytes());
      for (long beat = 0; beat < source.beats(); beat++) {
        source.write(beat, all, beat * stream.beatBytes());
      }
      beats.put(stream.name(), all);
    }
    this.resultBeats = run.outputs().values().stream().mapToLong(StreamRun.Output::beats).sum();
  }

  private static StreamRun.Input input(StreamRun run, String stream) {
    return Objects.requireNonNull(run.inputs().get(stream), stream);
  }

  /** The same run, from these beats; its results are dropped. */
  StreamRun asStreams(long cycleLimit) {
    Map<String, StreamRun.Input> inputs = new LinkedHashMap<>();
    for (StreamHarnessModel.Stream stream : harness.inputs()) {
      inputs.put(
          stream.name(),
          new StreamRun.Input(new Written(all(stream), stream.beatBytes()), StallPattern.none()));
    }
    String result = harness.outputs().getFirst().name();
    StreamRun.Output dropped =
        new StreamRun.Output((_, _, _, _) -> {}, resultBeats, StallPattern.none());
    return new StreamRun(inputs, Map.of(result, dropped), cycleLimit);
  }

  private MemorySegment all(StreamHarnessModel.Stream stream) {
    return Objects.requireNonNull(beats.get(stream.name()));
  }

  /** Beats that lie in memory. */
  private record Written(MemorySegment all, int beatBytes) implements BeatSource {
    @Override
    public long beats() {
      return all.byteSize() / beatBytes;
    }

    @Override
    public void write(long beat, MemorySegment buffer, long offset) {
      MemorySegment.copy(all, beat * beatBytes, buffer, offset, beatBytes);
    }
  }

  /** Writes the file that {@code stream_bench_main.cpp} reads. */
  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        WritableByteChannel channel = Channels.newChannel(out)) {
      for (StreamHarnessModel.Stream stream : harness.inputs()) {
        MemorySegment all = all(stream);
        out.write(count(all.byteSize() / stream.beatBytes()));
        channel.write(all.asByteBuffer());
      }
      out.write(count(resultBeats));
    }
  }

  private static byte[] count(long beats) {
    return ByteBuffer.allocate((int) JAVA_LONG.byteSize())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(beats)
        .array();
  }
}
