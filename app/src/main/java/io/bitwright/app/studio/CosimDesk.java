package io.bitwright.app.studio;

import io.bitwright.app.hardware.CosimRuns;
import io.bitwright.app.studio.http.Answer;
import io.bitwright.app.studio.http.EventAnswer;
import io.bitwright.app.studio.http.RefusedException;
import io.bitwright.app.studio.http.Request;
import io.bitwright.app.studio.http.Route;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.Section;
import io.bitwright.testbench.tool.ExternalTool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Co-simulations, one at a time: they take all cores of the machine. */
final class CosimDesk implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;
  private static final IntegerRange CASES = new IntegerRange(1, 10_000);
  private static final IntegerRange SEEDS = new IntegerRange(0, Integer.MAX_VALUE);
  private static final List<String> KEYS =
      Stream.concat(DesignRequest.KEYS.stream(), Stream.of("cases", "seed")).toList();

  private final Runnable requireTools;
  private final CosimJob.Runner runner;
  private @Nullable CosimJob latest;
  private int latestNumber;

  /**
   * A desk.
   *
   * @param requireTools throws a {@link io.bitwright.spec.SpecException} if a tool is missing
   * @param runner does the runs
   */
  CosimDesk(Runnable requireTools, CosimJob.Runner runner) {
    this.requireTools = requireTools;
    this.runner = runner;
  }

  /** A desk that builds with Verilator. */
  static CosimDesk withVerilator() {
    return new CosimDesk(
        () -> {
          ExternalTool.VERILATOR.get();
          ExternalTool.CXX_COMPILER.get();
        },
        (runs, progress) -> runs.run(Optional.empty(), progress));
  }

  /** The number that a co-simulation is asked for by. */
  private record Started(int job) {}

  /** Whether a co-simulation was going on. */
  private record Cancelled(boolean cancelled) {}

  List<Route> routes() {
    return List.of(
        Route.post("api/cosim", MOST_BYTES, this::start),
        Route.post("api/cosim/cancel", MOST_BYTES, this::cancel),
        Route.get("api/cosim/events", this::events));
  }

  private Answer start(Request request) throws IOException {
    Section body = request.object(KEYS);
    requireTools.run();
    GeneratedDesign design = DesignRequest.design(body);
    CosimRuns runs =
        new CosimRuns(
            List.of(design.spec()),
            body.optionalInteger("cases", CASES).orElse(CosimRuns.STANDARD),
            body.optionalInteger("seed", SEEDS).orElse(1),
            Optional.empty());
    return Answer.json(new Started(start(design.name(), runs)));
  }

  private synchronized int start(String design, CosimRuns runs) {
    if (running().isPresent()) {
      throw new RefusedException(
          RefusedException.CONFLICT, "a co-simulation is going on; wait for its end or cancel it");
    }
    latest = CosimJob.start(design, runs, runner);
    latestNumber++;
    return latestNumber;
  }

  private Answer cancel(Request request) throws IOException {
    request.object(List.of());
    Optional<CosimJob> running = running();
    running.ifPresent(CosimJob::cancel);
    return Answer.json(new Cancelled(running.isPresent()));
  }

  private synchronized Optional<CosimJob> running() {
    return Optional.ofNullable(latest).filter(CosimJob::isRunning);
  }

  /** Stops what is going on, and the tools that it started. */
  @Override
  public void close() {
    running().ifPresent(CosimJob::end);
  }

  private Answer events(Request request) {
    CosimJob job = job(request.parameter("job").orElse(""));
    return new EventAnswer(
        new EventAnswer.Events() {
          private int number;

          @Override
          public EventAnswer.Next next() throws InterruptedException {
            EventAnswer.Next next = job.next(number);
            number += next instanceof EventAnswer.Next.Happened ? 1 : 0;
            return next;
          }
        });
  }

  private synchronized CosimJob job(String number) {
    if (latest == null || !number.equals(Integer.toString(latestNumber))) {
      throw new RefusedException(
          RefusedException.NOT_FOUND, "there is no such co-simulation, or another has begun since");
    }
    return latest;
  }
}
