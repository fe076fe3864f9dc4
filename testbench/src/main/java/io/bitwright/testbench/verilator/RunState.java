package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.model.StreamHarnessModel.Stream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run in the memory that the harness shares: its {@code Run}, {@code InputRun} and {@code
 * OutputRun}, member by member, all of 8 bytes.
 */
final class RunState {
  private static final long MEMBER = JAVA_LONG.byteSize();
  private static final int RUN_MEMBERS = 2;
  private static final int INPUT_MEMBERS = 8;
  private static final int OUTPUT_MEMBERS = 7;

  private final MemorySegment memory;
  private final List<InputBuffer> inputs = new ArrayList<>();
  private final List<OutputBuffer> outputs = new ArrayList<>();

  /** The state of a run that has not begun; everything lives as long as the arena. */
  RunState(StreamHarnessModel harness, StreamRun run, int bufferBeats, Arena arena) {
    long members =
        RUN_MEMBERS
            + (long) INPUT_MEMBERS * harness.inputs().size()
            + (long) OUTPUT_MEMBERS * harness.outputs().size();
    memory = arena.allocate(members * MEMBER, MEMBER);
    memory.set(JAVA_LONG, MEMBER, run.cycleLimit());
    long at = RUN_MEMBERS * MEMBER;
    for (Stream stream : harness.inputs()) {
      MemorySegment own = memory.asSlice(at, INPUT_MEMBERS * MEMBER);
      StreamRun.Input input = named(run.inputs().get(stream.name()), stream);
      inputs.add(new InputBuffer(own, stream, input, bufferBeats, arena));
      at += own.byteSize();
    }
    for (Stream stream : harness.outputs()) {
      MemorySegment own = memory.asSlice(at, OUTPUT_MEMBERS * MEMBER);
      StreamRun.Output output = named(run.outputs().get(stream.name()), stream);
      outputs.add(new OutputBuffer(own, stream, output, bufferBeats, arena));
      at += own.byteSize();
    }
  }

  private static <T> T named(@Nullable T given, Stream stream) {
    if (given == null) {
      throw new IllegalArgumentException("the run says nothing of the stream " + stream.name());
    }
    return given;
  }

  MemorySegment memory() {
    return memory;
  }

  /** Cycles done. */
  long cycle() {
    return memory.get(JAVA_LONG, 0);
  }

  List<InputBuffer> inputs() {
    return inputs;
  }

  List<OutputBuffer> outputs() {
    return outputs;
  }

  private static MemorySegment patternOf(byte[] bits, Arena arena) {
    return arena.allocateFrom(JAVA_BYTE, bits);
  }

  /** The beats that wait for an input stream, refilled from its source. */
  static final class InputBuffer {
    private static final long AVAILABLE = MEMBER;
    private static final long MOVED = 2 * MEMBER;
    private static final long MORE = 3 * MEMBER;
    private static final long PATTERN = 5 * MEMBER;
    private static final long PERIOD = 6 * MEMBER;
    private static final long STAMPS = 7 * MEMBER;

    private final MemorySegment own;
    private final Stream stream;
    private final BeatSource source;
    private final MemorySegment beats;
    private final MemorySegment stamps;
    private final int capacity;
    private long reported;

    InputBuffer(
        MemorySegment own, Stream stream, StreamRun.Input input, int capacity, Arena arena) {
      this.own = own;
      this.stream = stream;
      this.source = input.source();
      this.capacity = (int) Math.min(capacity, Math.max(1, source.beats()));
      this.beats = arena.allocate((long) this.capacity * stream.beatBytes());
      this.stamps = arena.allocate(JAVA_LONG, this.capacity);
      own.set(ADDRESS, 0, beats);
      own.set(ADDRESS, PATTERN, patternOf(input.pattern().toBytes(), arena));
      own.set(JAVA_LONG, PERIOD, input.pattern().period());
      own.set(ADDRESS, STAMPS, stamps);
      fill();
    }

    /** Tells the source which beats have moved, and if the buffer is used up, fills it. */
    void refill() {
      long moved = own.get(JAVA_LONG, MOVED);
      if (moved == own.get(JAVA_LONG, AVAILABLE) && reported + moved < source.beats()) {
        report();
        fill();
      }
    }

    /** Tells the source which beats of the buffer have moved; once for each buffer. */
    void report() {
      long moved = own.get(JAVA_LONG, MOVED);
      for (long i = 0; i < moved; i++) {
        source.moved(reported + i, stamps.getAtIndex(JAVA_LONG, i));
      }
      reported += moved;
    }

    private void fill() {
      long count = Math.min(capacity, source.beats() - reported);
      for (long i = 0; i < count; i++) {
        source.write(reported + i, beats, i * stream.beatBytes());
      }
      own.set(JAVA_LONG, AVAILABLE, count);
      own.set(JAVA_LONG, MOVED, 0);
      own.set(JAVA_LONG, MORE, reported + count < source.beats() ? 1 : 0);
    }

    String name() {
      return stream.name();
    }

    /** Beats moved and reported to the source. */
    long moved() {
      return reported;
    }

    long beats() {
      return source.beats();
    }
  }

  /** The beats that an output stream has given, emptied into its sink. */
  static final class OutputBuffer {
    private static final long CAPACITY = MEMBER;
    private static final long MOVED = 2 * MEMBER;
    private static final long AWAITED = 3 * MEMBER;
    private static final long PATTERN = 4 * MEMBER;
    private static final long PERIOD = 5 * MEMBER;
    private static final long STAMPS = 6 * MEMBER;

    private final MemorySegment own;
    private final Stream stream;
    private final StreamRun.Output output;
    private final MemorySegment beats;
    private final MemorySegment stamps;
    private long delivered;

    OutputBuffer(
        MemorySegment own, Stream stream, StreamRun.Output output, int bufferBeats, Arena arena) {
      this.own = own;
      this.stream = stream;
      this.output = output;
      long capacity = Math.min(bufferBeats, Math.max(1, output.beats()));
      this.beats = arena.allocate(capacity * stream.beatBytes());
      this.stamps = arena.allocate(JAVA_LONG, capacity);
      own.set(ADDRESS, 0, beats);
      own.set(JAVA_LONG, CAPACITY, capacity);
      own.set(JAVA_LONG, AWAITED, output.beats());
      own.set(ADDRESS, PATTERN, patternOf(output.pattern().toBytes(), arena));
      own.set(JAVA_LONG, PERIOD, output.pattern().period());
      own.set(ADDRESS, STAMPS, stamps);
    }

    /** Hands the beats of the buffer to the sink and empties it. */
    void deliver() {
      long moved = own.get(JAVA_LONG, MOVED);
      for (long i = 0; i < moved; i++) {
        output
            .sink()
            .accept(delivered + i, stamps.getAtIndex(JAVA_LONG, i), beats, i * stream.beatBytes());
      }
      delivered += moved;
      own.set(JAVA_LONG, MOVED, 0);
    }

    String name() {
      return stream.name();
    }

    /** Beats moved and handed to the sink. */
    long moved() {
      return delivered;
    }

    long beats() {
      return output.beats();
    }
  }
}
