package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.spec.quantity.Quantities;
import java.util.function.LongSupplier;

/** Points done, points a second, size of the front and time left, where a person watches. */
final class ExploreProgress implements AutoCloseable {
  private final ProgressBar bar;
  private final ExplorationRun run;
  private final LongSupplier nanoTime;
  private final long start;
  private final long before;

  ExploreProgress(Console console, ExplorationRun run, LongSupplier nanoTime) {
    this.bar = new ProgressBar(console, "exploring", run.target());
    this.run = run;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.before = run.evaluated();
    bar.advance(before, "");
  }

  /** Shows what is done. */
  void show(int points) {
    bar.advance(points, note());
  }

  private String note() {
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    double rate = (run.evaluated() - before) / Math.max(seconds, 1e-9);
    double left = (run.target() - run.evaluated()) / Math.max(rate, 1e-9);
    return "%s points/s, %d on the front, %s left"
        .formatted(
            Quantities.formatCount(rate), run.front().size(), Quantities.formatSeconds(left));
  }

  @Override
  public void close() {
    bar.close();
  }
}
