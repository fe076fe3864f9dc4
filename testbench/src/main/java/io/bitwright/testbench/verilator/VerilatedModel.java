package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bitwright.codegen.unit.ConstantPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A unit's RTL under simulation, in this process. Its state lives from one run to the next.
 *
 * <p>A model belongs to the thread that loaded it. RTL that stops itself throws {@link
 * RtlFailureException}; the model may then only be closed. RTL that never settles, or native code
 * that fails, takes the process with it.
 */
public final class VerilatedModel implements AutoCloseable {
  /** Beats of a stream that lie in memory at a time: with so many, calls cost nothing. */
  private static final int BUFFER_BEATS = 4096;

  /** The shortest reset: a longer one may clear what no reset reaches. */
  private static final long RESET_CYCLES = 1;

  /** The harness's {@code Status}; the buffers are full or used up where a call must go on. */
  private static final long DONE = 0;

  private static final long INPUT_NEEDED = 1;
  private static final long OUTPUT_FULL = 2;
  private static final long LIMIT_REACHED = 3;

  private final VerilatedLibrary library;
  private final int bufferBeats;
  private final Arena arena = Arena.ofConfined();
  private final HarnessFunctions functions;
  private final MemorySegment handle;
  private @Nullable Path waveforms;

  /**
   * Loads a library and resets the unit.
   *
   * @param seed of the random bits from which registers without reset start
   * @throws RtlFailureException if the RTL refuses its parameters
   */
  public static VerilatedModel load(VerilatedLibrary library, long seed) {
    return load(library, seed, BUFFER_BEATS);
  }

  /** The same, with so many beats of a stream in memory at a time. */
  static VerilatedModel load(VerilatedLibrary library, long seed, int bufferBeats) {
    VerilatedModel model = new VerilatedModel(library, seed, bufferBeats);
    try {
      model.throwFailure(RtlFailureException.BEFORE_FIRST_CYCLE);
      model.setConstants();
      model.reset();
      return model;
    } catch (RtlFailureException e) {
      model.close();
      throw e;
    }
  }

  private VerilatedModel(VerilatedLibrary library, long seed, int bufferBeats) {
    this.library = library;
    this.bufferBeats = bufferBeats;
    this.functions = new HarnessFunctions(library.file(), arena);
    this.handle = functions.create(seed);
  }

  private void setConstants() {
    List<ConstantPort> ports = library.harness().constants();
    for (int i = 0; i < ports.size(); i++) {
      functions.set(handle, i, library.constants().getOrDefault(ports.get(i).name(), 0L));
    }
  }

  /** Resets the unit: the next run begins in the first cycle after reset. */
  public void reset() {
    check(functions.reset(handle, RESET_CYCLES), RtlFailureException.BEFORE_FIRST_CYCLE);
  }

  /**
   * Runs the unit until every output stream has given the beats that are expected of it.
   *
   * @throws RtlFailureException if the RTL stops itself, gives a beat too many, or withdraws or
   *     changes a beat before it has moved
   * @throws StuckStreamException if the cycle limit is reached
   */
  public RunResult run(StreamRun run) {
    try (Arena buffers = Arena.ofConfined()) {
      RunState state = new RunState(library.harness(), run, bufferBeats, buffers);
      long status = advance(state);
      state.inputs().forEach(RunState.InputBuffer::report);
      state.outputs().forEach(RunState.OutputBuffer::deliver);
      check(status, state.cycle());
      if (status == LIMIT_REACHED) {
        throw new StuckStreamException(describeStuck(state));
      }
      Map<String, Long> moved = new LinkedHashMap<>();
      state.inputs().forEach(input -> moved.put(input.name(), input.moved()));
      return new RunResult(state.cycle(), moved);
    }
  }

  private long advance(RunState state) {
    while (true) {
      long status = functions.run(handle, state.memory());
      if (status == INPUT_NEEDED) {
        state.inputs().forEach(RunState.InputBuffer::refill);
      } else if (status == OUTPUT_FULL) {
        state.outputs().forEach(RunState.OutputBuffer::deliver);
      } else {
        return status;
      }
    }
  }

  private String describeStuck(RunState state) {
    StringJoiner streams = new StringJoiner(", ");
    for (RunState.InputBuffer input : state.inputs()) {
      if (input.moved() < input.beats()) {
        streams.add(
            "input %s moved %d of %d beats".formatted(input.name(), input.moved(), input.beats()));
      }
    }
    for (RunState.OutputBuffer output : state.outputs()) {
      if (output.moved() < output.beats()) {
        streams.add(
            "output %s moved %d of %d beats"
                .formatted(output.name(), output.moved(), output.beats()));
      }
    }
    return "%s is not done after %d cycles: %s"
        .formatted(library.harness().topModule(), state.cycle(), streams);
  }

  /**
   * Lets the unit run with nothing offered and every sink ready.
   *
   * @return the cycles in which it offered a beat
   * @throws RtlFailureException if the RTL stops itself
   */
  public long idle(long cycles) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment offered = call.allocate(JAVA_LONG);
      check(functions.idle(handle, cycles, offered), RtlFailureException.BEFORE_FIRST_CYCLE);
      return offered.get(JAVA_LONG, 0);
    }
  }

  /**
   * Writes waveforms (VCD, one time unit is half a cycle) from now on, until {@link #stopWaveforms}
   * or {@link #close}: only then does the file appear.
   *
   * @throws IllegalStateException if the library was built without them
   */
  public void startWaveforms(Path file) {
    if (!library.options().waveforms()) {
      throw new IllegalStateException("the library was built without waveforms");
    }
    stopWaveforms();
    try (Arena call = Arena.ofConfined()) {
      MemorySegment name = call.allocateFrom(unfinished(file).toString());
      check(functions.trace(handle, name), RtlFailureException.BEFORE_FIRST_CYCLE);
    }
    waveforms = file;
  }

  /** Ends the writing of waveforms; the file is then complete. */
  public void stopWaveforms() {
    Path file = waveforms;
    if (file == null) {
      return;
    }
    waveforms = null;
    functions.trace(handle, MemorySegment.NULL);
    try {
      Files.move(unfinished(file), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes which lines have run and which bits have toggled since the model was loaded, in
   * Verilator's format.
   *
   * @throws RtlFailureException if the library counts nothing or the file cannot be written
   */
  public void writeCoverage(Path file) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment name = call.allocateFrom(file.toString());
      check(functions.coverage(handle, name), RtlFailureException.BEFORE_FIRST_CYCLE);
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".unfinished");
  }

  private void check(long status, long cycle) {
    if (!List.of(DONE, INPUT_NEEDED, OUTPUT_FULL, LIMIT_REACHED).contains(status)) {
      throwFailure(cycle);
      throw new IllegalStateException("the harness gave the unknown status " + status);
    }
  }

  private void throwFailure(long cycle) {
    List<String> lines = functions.failure(handle).lines().toList();
    if (!lines.isEmpty()) {
      String what = String.join(System.lineSeparator(), lines.subList(2, lines.size())).strip();
      throw new RtlFailureException(lines.get(0), Integer.parseInt(lines.get(1)), cycle, what);
    }
  }

  /** Ends the model; its waveforms are then complete. */
  @Override
  public void close() {
    try {
      stopWaveforms();
    } finally {
      functions.destroy(handle);
      arena.close();
    }
  }
}
