package io.bitwright.testbench.synthesis;

import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.simulator.area.record.SynthesisRecord.Line;
import io.bitwright.simulator.area.record.SynthesisTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many synthesis runs on all cores, their results in the order in which they were asked for.
 *
 * @param synthesis runs one
 * @param whenDone called after each result, one at a time
 */
public record SynthesisRuns(Synthesis synthesis, Runnable whenDone) {

  /** One module on several targets; the speed only where there is a place-and-route tool. */
  public List<SynthesisResult> onTargets(
      SynthesisSubject subject, List<SynthesisTarget> targets, int seeds) {
    List<Callable<SynthesisResult>> runs = new ArrayList<>();
    for (SynthesisTarget target : targets) {
      runs.add(() -> synthesis.run(subject, target, target.isRoutable() ? seeds : 0));
    }
    return all(runs);
  }

  /** All configurations of a record, measured anew. */
  public SynthesisRecord again(SynthesisRecord record) {
    String yosys = synthesis.yosysVersion();
    List<Callable<Line>> runs = new ArrayList<>();
    for (Line line : record.lines()) {
      Configuration one = line.configuration();
      SynthesisSubject subject = SynthesisSubject.of(one);
      runs.add(() -> {
        SynthesisResult result = synthesis.run(subject, one.target(), one.seeds());
        return new Line(one, Optional.of(result.figures(yosys)));
      });
    }
    return new SynthesisRecord(all(runs));
  }

  private <T> List<T> all(List<Callable<T>> runs) {
    int threads = Math.max(1, Math.min(runs.size(), Runtime.getRuntime().availableProcessors()));
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = runs.stream().map(executor::submit).toList();
      try {
        for (Future<T> run : running) {
          results.add(resultOf(run));
          whenDone.run();
        }
      } finally {
        running.forEach(run -> run.cancel(true));
      }
    }
    return results;
  }

  private static <T> T resultOf(Future<T> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("synthesis failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("synthesis was interrupted", e);
    }
  }
}
