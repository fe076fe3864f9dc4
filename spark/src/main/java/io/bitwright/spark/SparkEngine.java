package io.bitwright.spark;

import io.bitwright.app.exploration.ExplorationEngine;
import io.bitwright.app.exploration.ExplorationRequest;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointSequence;
import io.bitwright.spec.SpecException;
import java.io.Serial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A cluster of Apache Spark. The places of a sequence are cut into blocks, as many as the cluster
 * has cores are one Spark job with a task each, and a few jobs are under way at once: no core waits
 * for the slowest of a job, and the driver's memory does not grow with the space. Jobs are taken in
 * the order of their places, so that results are those of one machine. Executors keep nothing that
 * a result depends on: Spark does the tasks of a lost one again.
 */
final class SparkEngine implements ExplorationEngine {
  static final String LABEL = "spark";

  private static final int JOBS_UNDER_WAY = 4;

  /** Blocks of a job: with four jobs of blocks of 4096 points, the driver holds 10^6 points. */
  private static final int MOST_BLOCKS_A_JOB = 64;

  private final JavaSparkContext context;
  private final ShippedJars jars;
  private final Broadcast<Evaluators> evaluators;

  private SparkEngine(JavaSparkContext context, ShippedJars jars, Evaluators evaluators) {
    this.context = context;
    this.jars = jars;
    this.evaluators = context.broadcast(evaluators);
  }

  /**
   * Connects to a cluster.
   *
   * @param master where it is, as the user wrote it; empty if nothing was said
   * @throws SpecException if the space's machine is wrong, or the cluster cannot be reached
   */
  static SparkEngine open(ExplorationRequest request, String master) {
    Evaluators evaluators = new Evaluators(request);
    // What is wrong with the exploration is found here, and not on every executor.
    evaluators.evaluate(PointSequence.grid(1), 0, 1);
    ShippedJars jars = new ShippedJars();
    try {
      SparkConf settings = SparkSettings.of(master, jars);
      return new SparkEngine(new JavaSparkContext(settings), jars, evaluators);
    } catch (RuntimeException e) {
      jars.close();
      throw e;
    }
  }

  @Override
  public String label() {
    return LABEL;
  }

  /** Executors that are there, without the driver. */
  int executors() {
    return context.statusTracker().getExecutorInfos().length - 1;
  }

  @Override
  public void evaluate(PointSequence points, long from, int blockSize, Predicate<PointBlock> sink) {
    Queue<JavaFutureAction<List<PointBlock>>> running = new ArrayDeque<>();
    BlockTask task = new BlockTask(evaluators, points, blockSize);
    long next = from;
    try {
      while (next < points.size() || !running.isEmpty()) {
        while (next < points.size() && running.size() < JOBS_UNDER_WAY) {
          List<Long> places = places(next, points.size(), blockSize);
          running.add(submit(task, places));
          next = places.getLast() + blockSize;
        }
        for (PointBlock block : result(running.remove())) {
          if (!sink.test(block)) {
            return;
          }
        }
      }
    } catch (ProcessEnds e) {
      // Ctrl-C: Spark ends itself, and what was handed over so far is whole.
    } finally {
      running.forEach(job -> job.cancel(true));
    }
  }

  /** The first places of the next job's blocks. */
  private List<Long> places(long from, long size, int blockSize) {
    int most = Math.clamp(context.sc().defaultParallelism(), 1, MOST_BLOCKS_A_JOB);
    List<Long> places = new ArrayList<>();
    for (long place = from; place < size && places.size() < most; place += blockSize) {
      places.add(place);
    }
    return places;
  }

  private JavaFutureAction<List<PointBlock>> submit(BlockTask task, List<Long> places) {
    try {
      return context.parallelize(places, places.size()).map(task).collectAsync();
    } catch (IllegalStateException e) {
      throw failure(e);
    }
  }

  private List<PointBlock> result(JavaFutureAction<List<PointBlock>> job) {
    try {
      return job.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while points were evaluated", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private RuntimeException failure(Throwable cause) {
    if (!context.sc().isStopped()) {
      return new IllegalStateException("points could not be evaluated on Spark", cause);
    }
    if (isProcessEnding()) {
      return new ProcessEnds();
    }
    String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new SpecException(
        "--engine spark: the cluster has ended the application: " + why, cause);
  }

  private static boolean isProcessEnding() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      context.close();
    } finally {
      jars.close();
    }
  }

  /** The process ends, and Spark with it. */
  private static final class ProcessEnds extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
  }
}
