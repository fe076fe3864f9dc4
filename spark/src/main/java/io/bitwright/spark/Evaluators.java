package io.bitwright.spark;

import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationRequest;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointEvaluator;
import io.bitwright.app.exploration.PointSequence;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The evaluators of one process. Only the request crosses processes; each process makes the
 * exploration of it once, and an evaluator for each task that runs at the same time. Nothing is
 * kept that a point's result depends on, so that any process can do the work of any other.
 */
final class Evaluators implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final ExplorationRequest request;
  private transient @Nullable Exploration exploration;
  private transient @Nullable Deque<PointEvaluator> idle;

  Evaluators(ExplorationRequest request) {
    this.request = request;
  }

  /** Evaluates points at some places of a sequence, as {@link PointEvaluator} does. */
  PointBlock evaluate(PointSequence points, long from, int count) {
    PointEvaluator evaluator = take();
    PointBlock block = evaluator.evaluate(points, from, count);
    // One that failed is not used again.
    giveBack(evaluator);
    return block;
  }

  private synchronized PointEvaluator take() {
    if (exploration == null) {
      exploration = request.exploration();
    }
    PointEvaluator evaluator = idle == null ? null : idle.poll();
    return evaluator == null ? new PointEvaluator(exploration) : evaluator;
  }

  private synchronized void giveBack(PointEvaluator evaluator) {
    if (idle == null) {
      idle = new ArrayDeque<>();
    }
    idle.push(evaluator);
  }
}
