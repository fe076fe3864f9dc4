package io.bitwright.simulator.training;

import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import java.util.ArrayDeque;
import java.util.Deque;

/** The order of the passes of one stage of a pipeline; they start at slot 0, not yet placed. */
final class PipelineOrder {
  private final ParallelismSpec parallelism;
  private final int stage;
  private final int forwardSlots;
  private final int backwardSlots;

  private PipelineOrder(
      ParallelismSpec parallelism, int stage, int forwardSlots, int backwardSlots) {
    this.parallelism = parallelism;
    this.stage = stage;
    this.forwardSlots = forwardSlots;
    this.backwardSlots = backwardSlots;
  }

  /** Forward passes until the stage is warm, then a forward and a backward in turn. */
  static Deque<PipelineTask> of(
      ParallelismSpec parallelism, int stage, int forwardSlots, int backwardSlots) {
    PipelineOrder order = new PipelineOrder(parallelism, stage, forwardSlots, backwardSlots);
    int all = parallelism.microBatches() * parallelism.interleaving();
    int warmUp = Math.min(all, warmUp(parallelism, stage));
    Deque<PipelineTask> tasks = new ArrayDeque<>(2 * all);
    for (int index = 0; index < warmUp; index++) {
      tasks.add(order.forward(index));
    }
    for (int index = warmUp; index < all; index++) {
      tasks.add(order.forward(index));
      tasks.add(order.backward(index - warmUp));
    }
    for (int index = all - warmUp; index < all; index++) {
      tasks.add(order.backward(index));
    }
    return tasks;
  }

  /** Forward passes of parts before the first backward pass can follow each. */
  static int warmUp(ParallelismSpec parallelism, int stage) {
    int after = parallelism.pipeline() - stage - 1;
    return switch (parallelism.schedule()) {
      case GPIPE -> parallelism.microBatches();
      case ONE_FORWARD_ONE_BACKWARD -> after;
      case INTERLEAVED -> 2 * after + (parallelism.interleaving() - 1) * parallelism.pipeline();
    };
  }

  private PipelineTask forward(int index) {
    return task(index, part(index), false, forwardSlots);
  }

  private PipelineTask backward(int index) {
    return task(index, parallelism.interleaving() - 1 - part(index), true, backwardSlots);
  }

  private PipelineTask task(int index, int part, boolean backward, int slots) {
    return new PipelineTask(stage, part, microBatch(index), backward, 0, slots);
  }

  /** As many micro-batches as there are stages go through each part before the next part's turn. */
  private int part(int index) {
    return index / parallelism.pipeline() % parallelism.interleaving();
  }

  private int microBatch(int index) {
    if (parallelism.schedule() != PipelineKind.INTERLEAVED) {
      return index;
    }
    int round = parallelism.pipeline() * parallelism.interleaving();
    return index / round * parallelism.pipeline() + index % parallelism.pipeline();
  }
}
