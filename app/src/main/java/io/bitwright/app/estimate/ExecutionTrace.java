package io.bitwright.app.estimate;

import io.bitwright.app.report.JsonOutput;
import io.bitwright.simulator.estimate.EngineSeconds;
import io.bitwright.simulator.estimate.ExecutedOperator;
import io.bitwright.simulator.estimate.Execution;
import io.bitwright.simulator.estimate.OperatorShape;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;

/**
 * The operators of a pass as trace events, which Perfetto and Chrome show: complete events (phase
 * X) in microseconds, one process for the chip and a track for each engine, named by metadata
 * events (phase M). The format: "Trace Event Format", Google 2016.
 *
 * <p>Operators run one after the other. An array machine's engines overlap inside of an operator in
 * steps that its closed form does not list, so their tracks show for how long each is busy, laid
 * from the operator's start. A GPU has one track, its stream of kernels. Runs of one operator at
 * one place, as for several experts, are one event.
 */
final class ExecutionTrace {
  /** More than that no viewer shows well. */
  static final int MOST_EVENTS = 200_000;

  private static final double MICROSECONDS = 1e6;
  private static final int CHIP = 1;
  private static final int TRACKS_OF_ARRAYS = 4;

  /** The whole file. */
  record Document(String displayTimeUnit, Origin otherData, List<Record> traceEvents) {}

  /** What the trace is of. */
  record Origin(String estimate, String unitOfTsAndDur) {}

  /** The name of a process. */
  record ProcessName(String ph, String name, int pid, Label args) {}

  /** The name of a track. */
  record TrackName(String ph, String name, int pid, int tid, Label args) {}

  /** A name. */
  record Label(String name) {}

  /** A span of time on a track. */
  record Span(
      String ph, String name, String cat, int pid, int tid, double ts, double dur, Record args) {}

  /** What an operator was. */
  record OperatorArguments(
      String place,
      long count,
      long m,
      long k,
      long n,
      double offChipBytes,
      double cycles,
      String boundBy) {}

  /** The engines of a kernel, which work at the same time. */
  record KernelArguments(
      OperatorArguments operator,
      double matrixMicroseconds,
      double memoryMicroseconds,
      double vectorMicroseconds) {}

  /** Where busy time belongs to. */
  record BusyArguments(String place) {}

  private final List<Record> events = new ArrayList<>();
  private final boolean gpu;

  private ExecutionTrace(boolean gpu) {
    this.gpu = gpu;
  }

  /**
   * The trace as a JSON document.
   *
   * @param title what was estimated
   * @throws SpecException if it would hold more than {@value #MOST_EVENTS} events
   */
  static String json(String title, Execution execution) {
    boolean gpu = execution.accelerator().gpu().isPresent();
    long most = execution.operators().size() * (gpu ? 1L : TRACKS_OF_ARRAYS);
    if (most > MOST_EVENTS) {
      throw new SpecException(
          "--trace would write up to %s events; at most %s are allowed: trace fewer layers"
              .formatted(Quantities.formatWhole(most), Quantities.formatWhole(MOST_EVENTS)));
    }
    ExecutionTrace trace = new ExecutionTrace(gpu);
    trace.addNames(execution.accelerator().name());
    double start = 0;
    for (ExecutedOperator operator : execution.operators()) {
      trace.add(operator, start);
      start += operator.all().whole();
    }
    return JsonOutput.render(new Document("ms", new Origin(title, "microseconds"), trace.events));
  }

  private void addNames(String accelerator) {
    events.add(new ProcessName("M", "process_name", CHIP, new Label(accelerator)));
    for (Track track : Track.values()) {
      if (!gpu || track == Track.OPERATORS) {
        String name = gpu ? "kernels of the stream" : track.title;
        events.add(new TrackName("M", "thread_name", CHIP, track.id, new Label(name)));
      }
    }
  }

  private void add(ExecutedOperator operator, double start) {
    EngineSeconds seconds = operator.all();
    String place = new OperatorNode(operator.layer(), operator.operator(), 1).path();
    OperatorArguments what = arguments(operator, place);
    if (gpu) {
      KernelArguments kernel =
          new KernelArguments(
              what,
              seconds.matrix() * MICROSECONDS,
              seconds.memory() * MICROSECONDS,
              seconds.vector() * MICROSECONDS);
      span(operator, Track.OPERATORS, start, seconds.whole(), kernel);
      return;
    }
    span(operator, Track.OPERATORS, start, seconds.whole(), what);
    BusyArguments busy = new BusyArguments(place);
    span(operator, Track.MEMORY, start, seconds.memory(), busy);
    span(operator, Track.MATRIX, start, seconds.matrix(), busy);
    span(operator, Track.VECTOR, start, seconds.vector(), busy);
  }

  private static OperatorArguments arguments(ExecutedOperator operator, String place) {
    OperatorShape shape = operator.shape();
    return new OperatorArguments(
        place,
        operator.count(),
        shape.m(),
        shape.k(),
        shape.n(),
        operator.offChipBytes() * operator.count(),
        operator.computeCycles() * operator.count(),
        operator.boundBy().label());
  }

  private void span(
      ExecutedOperator operator, Track track, double start, double seconds, Record arguments) {
    if (seconds > 0) {
      events.add(
          new Span(
              "X",
              operator.operator().name(),
              operator.operator().kind().label(),
              CHIP,
              track.id,
              start * MICROSECONDS,
              seconds * MICROSECONDS,
              arguments));
    }
  }

  private enum Track {
    OPERATORS(1, "operators, one after the other"),
    MEMORY(2, "memory channel: busy time from the operator's start"),
    MATRIX(3, "matrix units: busy time from the operator's start"),
    VECTOR(4, "vector unit: busy time from the operator's start");

    private final int id;
    private final String title;

    Track(int id, String title) {
      this.id = id;
      this.title = title;
    }
  }
}
