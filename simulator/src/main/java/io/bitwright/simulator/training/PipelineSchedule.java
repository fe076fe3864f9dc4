package io.bitwright.simulator.training;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.training.ParallelismSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What each stage of a pipeline does in each slot of a step, each pass as early as the stage's
 * order and the pass that it waits for allow; handing on takes no time.
 *
 * @param stages number of stages (p)
 * @param tasks by stage, then by time
 */
public record PipelineSchedule(int stages, List<PipelineTask> tasks) {
  /** Most tasks of a schedule: 2 x stages x parts x micro-batches. */
  public static final int MOST_TASKS = 1 << 22;

  public PipelineSchedule {
    tasks = List.copyOf(tasks);
  }

  /**
   * The schedule of a parallelism's pipeline.
   *
   * @param forwardSlots slots of the forward pass of a micro-batch in one part of a stage
   * @param backwardSlots slots of its backward pass
   * @throws SpecException if there are more than {@link #MOST_TASKS} tasks
   */
  public static PipelineSchedule of(
      ParallelismSpec parallelism, int forwardSlots, int backwardSlots) {
    int stages = parallelism.pipeline();
    double count = 2.0 * stages * parallelism.interleaving() * parallelism.microBatches();
    if (count > MOST_TASKS) {
      throw new SpecException(
          "a pipeline schedule of %.0f tasks is too long; at most %d".formatted(count, MOST_TASKS));
    }
    List<Deque<PipelineTask>> orders = new ArrayList<>();
    for (int stage = 0; stage < stages; stage++) {
      orders.add(PipelineOrder.of(parallelism, stage, forwardSlots, backwardSlots));
    }
    return new PipelineSchedule(stages, new Simulation(parallelism, orders).run());
  }

  /**
   * Most parts of micro-batches whose forward pass is done or running on a stage, counted from 0,
   * and whose backward pass is not: all of GPipe; p - stage of 1F1B, at most all (arXiv 2104.04473,
   * section 2.2.1); of the interleaved schedule 2 (p - stage - 1) + (v - 1) p + 1 parts, which on
   * the first stage makes p (1 + (p - 1) / (p v)) whole micro-batches (arXiv 2205.05198, section
   * 4.2.3).
   */
  public static int mostInFlight(ParallelismSpec parallelism, int stage) {
    int all = parallelism.microBatches() * parallelism.interleaving();
    return switch (parallelism.schedule()) {
      case GPIPE -> all;
      case ONE_FORWARD_ONE_BACKWARD -> Math.min(all, parallelism.pipeline() - stage);
      case INTERLEAVED -> Math.min(all, PipelineOrder.warmUp(parallelism, stage) + 1);
    };
  }

  /**
   * Share of all stages' slots that are idle in closed form: (p - 1) / (m + p - 1) of GPipe (arXiv
   * 1811.06965, section 2.3) and 1F1B, and (p - 1) / (m v + p - 1) of the interleaved schedule
   * (from arXiv 2104.04473, section 2.2.2, which divides by the busy time instead of all time).
   */
  public static double bubbleFraction(ParallelismSpec parallelism) {
    double waiting = parallelism.pipeline() - 1.0;
    double parts = (double) parallelism.microBatches() * parallelism.interleaving();
    return waiting / (parts + waiting);
  }

  /** Slots of the step. */
  public long slots() {
    return tasks.stream().mapToLong(PipelineTask::endSlot).max().orElse(0);
  }

  /** Share of all stages' slots that are idle. */
  public double idleFraction() {
    double busy = tasks.stream().mapToLong(PipelineTask::slots).sum();
    return 1 - busy / ((double) slots() * stages);
  }

  /** Runs the stages' orders; a pass waits for the one before it in the model. */
  private static final class Simulation {
    private static final long NOT_YET = -1;

    private final List<Deque<PipelineTask>> orders;
    private final int stages;
    private final int parts;
    private final int microBatches;
    private final long[] forwardEnds;
    private final long[] backwardEnds;
    private final long[] free;
    private final List<List<PipelineTask>> done = new ArrayList<>();

    Simulation(ParallelismSpec parallelism, List<Deque<PipelineTask>> orders) {
      this.orders = orders;
      stages = parallelism.pipeline();
      parts = stages * parallelism.interleaving();
      microBatches = parallelism.microBatches();
      forwardEnds = new long[parts * microBatches];
      backwardEnds = new long[parts * microBatches];
      Arrays.fill(forwardEnds, NOT_YET);
      Arrays.fill(backwardEnds, NOT_YET);
      free = new long[stages];
      orders.forEach(order -> done.add(new ArrayList<>(order.size())));
    }

    List<PipelineTask> run() {
      Deque<Integer> awake = new ArrayDeque<>();
      for (int stage = 0; stage < stages; stage++) {
        awake.add(stage);
      }
      while (!awake.isEmpty()) {
        int stage = awake.remove();
        boolean ran = false;
        while (runNext(stage)) {
          ran = true;
        }
        if (ran) {
          awake.add((stage + 1) % stages);
          awake.add((stage + stages - 1) % stages);
        }
      }
      if (orders.stream().anyMatch(order -> !order.isEmpty())) {
        throw new IllegalStateException("the stages of a pipeline wait for each other");
      }
      List<PipelineTask> all = new ArrayList<>();
      done.forEach(all::addAll);
      return all;
    }

    private boolean runNext(int stage) {
      PipelineTask task = orders.get(stage).peek();
      if (task == null) {
        return false;
      }
      long ready = ready(task);
      if (ready == NOT_YET) {
        return false;
      }
      orders.get(stage).remove();
      long start = Math.max(ready, free[stage]);
      PipelineTask placed =
          new PipelineTask(
              stage, task.part(), task.microBatch(), task.backward(), start, task.slots());
      done.get(stage).add(placed);
      free[stage] = placed.endSlot();
      long[] ends = task.backward() ? backwardEnds : forwardEnds;
      ends[index(part(task), task.microBatch())] = placed.endSlot();
      return true;
    }

    private long ready(PipelineTask task) {
      int part = part(task);
      if (!task.backward()) {
        return part == 0 ? 0 : forwardEnds[index(part - 1, task.microBatch())];
      }
      return part == parts - 1
          ? forwardEnds[index(part, task.microBatch())]
          : backwardEnds[index(part + 1, task.microBatch())];
    }

    /** Parts of the model in the order in which they run: one of each stage, then the next ones. */
    private int part(PipelineTask task) {
      return task.part() * stages + task.stage();
    }

    private int index(int part, int microBatch) {
      return part * microBatches + microBatch;
    }
  }
}
