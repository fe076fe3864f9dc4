package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.ExplorationEngine;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.PointColumns;
import io.bitwright.app.exploration.store.PointStore;
import io.bitwright.app.exploration.store.ResultFormat;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.NumberText;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A run with its progress, and its store where results are kept. */
final class ExploreRun {
  private final Console console;
  private final ExplorationRun run;
  private final ExplorationEngine engine;
  private final LongSupplier nanoTime;
  private final RefusalCounts refused = new RefusalCounts();

  ExploreRun(Console console, ExplorationRun run, ExplorationEngine engine, LongSupplier nanoTime) {
    this.console = console;
    this.run = run;
    this.engine = engine;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs to the end, or until it is interrupted.
   *
   * @param out where all points go
   * @param identity of what the results depend on
   * @throws SpecException if the results cannot be written
   */
  ExplorationReport report(Optional<Path> out, Supplier<String> identity, boolean resume) {
    if (out.isEmpty()) {
      boolean whole = evaluate(Optional.empty(), 0);
      return ExplorationReport.of(run, refused, List.of(), whole);
    }
    Path results = out.get();
    AtomicOutput.prepare(results);
    PointStore store = open(PointStore.fileFor(results), identity.get(), resume);
    try {
      if (!evaluate(Optional.of(store), store.rows())) {
        return ExplorationReport.of(run, refused, List.of(), false);
      }
      store.export(results, ResultFormat.of(results), run.front());
    } finally {
      store.close();
    }
    store.delete();
    return ExplorationReport.of(run, refused, List.of(results), true);
  }

  private PointStore open(Path file, String identity, boolean resume) {
    PointColumns columns = run.exploration().columns();
    int objectives = run.exploration().objectives().size();
    if (!resume) {
      return PointStore.create(file, identity, columns.all(), objectives);
    }
    PointStore store = PointStore.resume(file, identity, columns.all(), objectives);
    run.countKept(store.rows(), store.offerTo(run.front()));
    store.reasons(Integer.MAX_VALUE).forEach(of -> refused.add(of.reason(), of.points()));
    return store;
  }

  /** Whether it went to its end. */
  private boolean evaluate(Optional<PointStore> store, long kept) {
    try (Interruption interruption = new Interruption()) {
      try (ExploreProgress progress = new ExploreProgress(console, run, nanoTime)) {
        run.run(
            engine,
            kept,
            block -> {
              refused.add(block);
              store.ifPresent(of -> of.append(block));
              progress.show(block.size());
              return !interruption.isStopping();
            });
      }
      store.ifPresent(PointStore::commit);
      if (interruption.isStopping()) {
        console.err().println("bitwright: " + stopped(store.isPresent()));
        console.err().flush();
      }
      return !interruption.isStopping();
    }
  }

  private String stopped(boolean kept) {
    String done =
        "interrupted after %s of %s points, %s on the front; "
            .formatted(
                NumberText.count(run.evaluated()),
                NumberText.count(run.target()),
                NumberText.count(run.front().size()));
    return done
        + (kept
            ? "they are kept: the same command with --resume goes on"
            : "nothing is kept: --out keeps points");
  }
}
