package io.bitwright.app.exploration.command;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.exploration.EngineProvider;
import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationEngine;
import io.bitwright.app.exploration.ExplorationRequest;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.LocalEngine;
import io.bitwright.app.exploration.Strategy;
import io.bitwright.app.exploration.store.ResultFormat;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitwright explore}: a design space, and the Pareto front of its points. */
@Command(
    name = "explore",
    description = {
      "Evaluates the points of a design space - all, a sample, or those that a search chooses - and",
      "shows the Pareto front of those that keep its constraints."
    },
    footer = {
      "  ./bitwright explore space.yaml",
      "  ./bitwright explore space.yaml --model llama-2-7b --out points.parquet",
      "  ./bitwright explore space.yaml --strategy search --points 2000 --seed 7",
      "  ./bitwright explore space.yaml --html front.html --describe chip.yaml"
    })
public final class ExploreCommand extends ReportCommand {
  /** A grid beyond this is asked for in so many words. */
  private static final long LARGE_GRID = 20_000_000;

  private static final long DEFAULT_POINTS = 10_000;
  private static final int MOST_THREADS = 1024;

  @Parameters(paramLabel = "SPACE.yaml", description = "The design space; docs/exploration.md.")
  private Path space = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The model, before the space's own: a name, a folder or a config.json.")
  private @Nullable String model;

  @Option(
      names = "--strategy",
      paramLabel = "STRATEGY",
      description = "grid (all points, the default), sample (at random) or search (NSGA-II).")
  private @Nullable String strategy;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Points of a sample, or most of a search; default 10000.")
  private @Nullable Long points;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of all that is random; default 1.")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the local engine; default: one a core.")
  private @Nullable Integer threads;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "local (the default), or spark: a cluster of Apache Spark.")
  private String engine = "local";

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Where Spark runs: spark://HOST:PORT or local[*].")
  private String master = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write all points: .parquet, .csv or .json.")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description = "Go on where an interrupted run with the same --out was.")
  private boolean resume;

  @Option(
      names = "--picture",
      paramLabel = "FILE.svg",
      description = "Also draw the front at its first two objectives.")
  private @Nullable Path picture;

  @Option(
      names = "--describe",
      paramLabel = "FILE.yaml",
      description = "Also write the accelerator of one point, for generate, cosim and estimate.")
  private @Nullable Path describe;

  @Option(
      names = "--point",
      paramLabel = "N",
      description = "The point of --describe; default: the front's best in the first objective.")
  private @Nullable Long point;

  public ExploreCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    ExplorationRequest request = ExplorationRequest.of(space, Optional.ofNullable(model));
    Exploration exploration = request.exploration();
    Strategy chosen = strategy(exploration);
    long most = points(chosen);
    if (out != null) {
      ResultFormat.of(out);
    } else if (resume) {
      throw new SpecException("--resume goes with --out, beside which the points are kept");
    }
    checkPicture(exploration);
    Optional<DescribedPoint> described = described(exploration);
    ExplorationRun run = new ExplorationRun(exploration, chosen, most, seed);
    ExplorationReport report;
    try (ExplorationEngine running = engine(request, exploration)) {
      report =
          new ExploreRun(console(), run, running, System::nanoTime)
              .report(Optional.ofNullable(out), () -> request.identity(chosen, most, seed), resume);
    }
    if (!report.passed()) {
      return report;
    }
    if (picture != null) {
      report = report.drawn(picture);
    }
    return described.isPresent() ? described.get().write(report) : report;
  }

  private void checkPicture(Exploration exploration) {
    if (picture == null) {
      return;
    }
    if (exploration.space().objectives().size() < 2) {
      throw new SpecException("--picture: the space has one objective; a picture shows two");
    }
    AtomicOutput.prepare(picture);
  }

  private Optional<DescribedPoint> described(Exploration exploration) {
    if (describe == null) {
      if (point != null) {
        throw new SpecException("--point goes with --describe");
      }
      return Optional.empty();
    }
    return Optional.of(
        DescribedPoint.of(
            exploration, describe, point == null ? OptionalLong.empty() : OptionalLong.of(point)));
  }

  private ExplorationEngine engine(ExplorationRequest request, Exploration exploration) {
    if (!engine.equals("local")) {
      if (threads != null) {
        throw new SpecException("--threads is of the local engine; leave it out");
      }
      return EngineProvider.of(engine).open(request, master);
    }
    if (!master.isEmpty()) {
      throw new SpecException("--master goes with --engine spark");
    }
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (count < 1 || count > MOST_THREADS) {
      throw new SpecException("--threads: " + count + " is not from 1 to " + MOST_THREADS);
    }
    return new LocalEngine(exploration, count);
  }

  private Strategy strategy(Exploration exploration) {
    if (strategy != null) {
      return Strategy.parse(strategy);
    }
    if (points != null) {
      throw new SpecException("--points goes with --strategy sample or search");
    }
    if (exploration.gridSize() > LARGE_GRID) {
      throw new SpecException(
          "the grid of %s has %s points; say --strategy grid to evaluate them all, or sample or"
                  .formatted(space, NumberText.count(exploration.gridSize()))
              + " search with --points");
    }
    return Strategy.GRID;
  }

  private long points(Strategy chosen) {
    if (chosen == Strategy.GRID) {
      if (points != null) {
        throw new SpecException("--points goes with --strategy sample or search, not grid");
      }
      return Long.MAX_VALUE;
    }
    long most = points == null ? DEFAULT_POINTS : points;
    if (most < 1) {
      throw new SpecException("--points: " + most + " is below 1");
    }
    return most;
  }
}
