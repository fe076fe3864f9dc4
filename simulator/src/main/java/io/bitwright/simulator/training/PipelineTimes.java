package io.bitwright.simulator.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * When each pass of a pipeline's step runs, in seconds. A stage keeps the order of its schedule; a
 * forward pass waits for the part of the model before it, a backward pass for the part after it, or
 * in the last part for its own forward pass. A stage works on while it sends.
 *
 * @param stages number of stages (p)
 * @param passes by stage, then by time
 */
public record PipelineTimes(int stages, List<Pass> passes) {
  public PipelineTimes {
    passes = List.copyOf(passes);
  }

  /**
   * A pass of a micro-batch.
   *
   * @param task what runs
   * @param startSeconds from the start of the step
   * @param endSeconds from the start of the step
   */
  public record Pass(PipelineTask task, double startSeconds, double endSeconds) {}

  /**
   * Seconds of a micro-batch in one part of a stage.
   *
   * @param forward of its forward pass
   * @param backward of its backward pass
   */
  public record PartSeconds(double forward, double backward) {}

  /**
   * The times of a schedule whose stages are alike.
   *
   * @param forwardSeconds of a micro-batch in one part of a stage
   * @param backwardSeconds of a micro-batch in one part of a stage
   * @param sendSeconds from the end of a pass until another stage has its results
   * @throws IllegalArgumentException if a time is below 0 or not finite, or a task of the schedule
   *     has no slot
   */
  public static PipelineTimes of(
      PipelineSchedule schedule,
      double forwardSeconds,
      double backwardSeconds,
      double sendSeconds) {
    PartSeconds alike = new PartSeconds(forwardSeconds, backwardSeconds);
    return of(schedule, Collections.nCopies(schedule.stages(), alike), sendSeconds);
  }

  /**
   * The times of a schedule.
   *
   * @param seconds of each stage
   * @param sendSeconds from the end of a pass until another stage has its results
   * @throws IllegalArgumentException if a time is below 0 or not finite, there are not as many as
   *     stages, or a task of the schedule has no slot
   */
  public static PipelineTimes of(
      PipelineSchedule schedule, List<PartSeconds> seconds, double sendSeconds) {
    if (seconds.size() != schedule.stages()) {
      throw new IllegalArgumentException(
          "times of %d stages for %d".formatted(seconds.size(), schedule.stages()));
    }
    checkTime(sendSeconds);
    seconds.forEach(stage -> {
      checkTime(stage.forward());
      checkTime(stage.backward());
    });
    if (schedule.tasks().stream().anyMatch(task -> task.slots() < 1)) {
      throw new IllegalArgumentException("a task without a slot has no place in the order");
    }
    List<Pass> passes = new Clock(schedule).passes(schedule, seconds, sendSeconds);
    passes.sort(Comparator.comparingInt(pass -> pass.task().stage()));
    return new PipelineTimes(schedule.stages(), passes);
  }

  private static void checkTime(double seconds) {
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("not a time of a pass or a message: " + seconds);
    }
  }

  /** Seconds of the step. */
  public double seconds() {
    return passes.stream().mapToDouble(Pass::endSeconds).max().orElse(0);
  }

  /** Share of all stages' time in which they do nothing; 0 of a step that takes no time. */
  public double idleFraction() {
    double busy = 0;
    for (Pass pass : passes) {
      busy += pass.endSeconds() - pass.startSeconds();
    }
    double all = seconds() * stages;
    return all > 0 ? Math.max(0, 1 - busy / all) : 0;
  }

  /** Passes in an order in which each comes after those that it waits for: that of the slots. */
  private static final class Clock {
    private final int stages;
    private final int parts;
    private final double[] free;
    private final double[][] forwardEnds;
    private final double[][] backwardEnds;

    Clock(PipelineSchedule schedule) {
      List<PipelineTask> tasks = schedule.tasks();
      stages = schedule.stages();
      parts = stages * (1 + tasks.stream().mapToInt(PipelineTask::part).max().orElse(-1));
      int microBatches = 1 + tasks.stream().mapToInt(PipelineTask::microBatch).max().orElse(-1);
      free = new double[stages];
      forwardEnds = new double[parts][microBatches];
      backwardEnds = new double[parts][microBatches];
    }

    List<Pass> passes(PipelineSchedule schedule, List<PartSeconds> seconds, double send) {
      List<PipelineTask> order = new ArrayList<>(schedule.tasks());
      order.sort(Comparator.comparingLong(PipelineTask::startSlot));
      List<Pass> passes = new ArrayList<>(order.size());
      for (PipelineTask task : order) {
        double start = Math.max(free[task.stage()], ready(task, send));
        PartSeconds stage = seconds.get(task.stage());
        double end = start + (task.backward() ? stage.backward() : stage.forward());
        free[task.stage()] = end;
        (task.backward() ? backwardEnds : forwardEnds)[part(task)][task.microBatch()] = end;
        passes.add(new Pass(task, start, end));
      }
      return passes;
    }

    private double ready(PipelineTask task, double send) {
      int part = part(task);
      int microBatch = task.microBatch();
      if (task.backward()) {
        return part == parts - 1
            ? forwardEnds[part][microBatch]
            : backwardEnds[part + 1][microBatch] + send;
      }
      return part == 0 ? 0 : forwardEnds[part - 1][microBatch] + send;
    }

    /** Parts of the model in the order in which they run: one of each stage, then the next ones. */
    private int part(PipelineTask task) {
      return task.part() * stages + task.stage();
    }
  }
}
