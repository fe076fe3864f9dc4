package io.bitwright.app.exploration;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * All cores of one machine. Threads share nothing: each has an evaluator of its own, and a window
 * of blocks is under way, so that memory does not grow with the space.
 */
public final class LocalEngine implements ExplorationEngine {
  private static final int BLOCKS_A_THREAD = 4;

  private final int threads;
  private final ExecutorService pool;
  private final ThreadLocal<PointEvaluator> evaluators;

  /**
   * An engine.
   *
   * @param threads at least 1
   */
  public LocalEngine(Exploration exploration, int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    this.evaluators = ThreadLocal.withInitial(() -> new PointEvaluator(exploration));
  }

  @Override
  public String label() {
    return "local";
  }

  @Override
  public void evaluate(PointSequence points, long from, int blockSize, Predicate<PointBlock> sink) {
    Queue<Future<PointBlock>> running = new ArrayDeque<>();
    long next = from;
    try {
      while (next < points.size() || !running.isEmpty()) {
        while (next < points.size() && running.size() < BLOCKS_A_THREAD * threads) {
          long place = next;
          int count = (int) Math.min(blockSize, points.size() - place);
          running.add(pool.submit(() -> evaluators.get().evaluate(points, place, count)));
          next += count;
        }
        if (!sink.test(result(running.remove()))) {
          return;
        }
      }
    } finally {
      running.forEach(block -> block.cancel(false));
    }
  }

  private static PointBlock result(Future<PointBlock> block) {
    try {
      return block.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while points were evaluated", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("a point could not be evaluated", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
