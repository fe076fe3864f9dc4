package io.bitwright.app.studio;

import io.bitwright.app.hardware.CosimCommandReport;
import io.bitwright.app.hardware.CosimRuns;
import io.bitwright.app.studio.http.EventAnswer.Event;
import io.bitwright.app.studio.http.EventAnswer.Next;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** A co-simulation that runs in the background and tells what happens, to late listeners too. */
final class CosimJob {
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final String design;
  private final CosimRuns runs;
  private final Thread thread;
  private final List<Event> events = new ArrayList<>();
  private boolean ended;
  private boolean cancelled;

  /** Does the runs; the command's way is {@link CosimRuns#run}. */
  @FunctionalInterface
  interface Runner {
    CosimReport run(CosimRuns runs, Consumer<CosimResult> progress);
  }

  /** The co-simulation begins. */
  private record Begun(String design, int cases, long seed) {}

  /** One run; the verdict says what disagrees. */
  private record Line(
      String workload,
      String operands,
      String stalls,
      long rtlCycles,
      long simulatedCycles,
      boolean agrees,
      String verdict) {
    static Line of(CosimResult result) {
      return new Line(
          result.workload(),
          result.operands(),
          result.stalls().label(),
          result.rtlCycles(),
          result.simulatedCycles(),
          result.agrees(),
          result.agrees() ? "equal" : result.disagreement());
    }
  }

  /** The co-simulation has ended. */
  private record Ended(boolean agrees, String verdict) {}

  private CosimJob(String design, CosimRuns runs, Runner runner) {
    this.design = design;
    this.runs = runs;
    this.thread = Thread.ofPlatform().daemon().name("co-simulation").unstarted(() -> work(runner));
  }

  /** Starts runs of a design. */
  static CosimJob start(String design, CosimRuns runs, Runner runner) {
    CosimJob job = new CosimJob(design, runs, runner);
    job.tell(new Event("begun", new Begun(design, runs.runs(), runs.seed())));
    job.thread.start();
    return job;
  }

  synchronized boolean isRunning() {
    return !ended;
  }

  /** Stops it; tools that it started are ended. */
  synchronized void cancel() {
    if (!ended) {
      cancelled = true;
      thread.interrupt();
    }
  }

  /** Stops it and waits for its end, but not for ever. */
  void end() {
    cancel();
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the event of that number, from 0. */
  synchronized Next next(int number) throws InterruptedException {
    long end = System.nanoTime() + SIGN_OF_LIFE.toNanos();
    long left = SIGN_OF_LIFE.toMillis();
    while (events.size() <= number && !ended && left > 0) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    if (number < events.size()) {
      return new Next.Happened(events.get(number));
    }
    return ended ? new Next.End() : new Next.Nothing();
  }

  private void work(Runner runner) {
    try {
      CosimReport report = runner.run(runs, this::progress);
      String verdict = new CosimCommandReport(design, runs.seed(), report).verdict();
      end(new Event("done", new Ended(report.agrees(), verdict)));
    } catch (RuntimeException | Error failure) {
      end(
          isCancelled()
              ? new Event("cancelled", new Ended(false, design + ": cancelled"))
              : new Event("failed", new Ended(false, design + ": " + failure.getMessage())));
    }
  }

  private void progress(CosimResult result) {
    if (isCancelled()) {
      throw new CancellationException();
    }
    tell(new Event("line", Line.of(result)));
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private synchronized void tell(Event event) {
    events.add(event);
    notifyAll();
  }

  private synchronized void end(Event event) {
    events.add(event);
    ended = true;
    notifyAll();
  }
}
