package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.training.PipelineTimes.PartSeconds;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.simulator.training.TrainingWork;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All stages of a step at one placement: {@link TrainingStep} has the formulas.
 *
 * @param stages those that differ
 * @param slowest of these
 */
record StepTiming(
    TrainingSetup setup, Placement placement, List<StageTime> stages, StageTime slowest) {
  /** Of a sum in another order. */
  private static final double ROUNDING = 1e-12;

  /**
   * The fastest placement, the first of equals.
   *
   * @param axes of the pod, with as many chips as the step
   * @throws SpecException if the degrees cannot be laid on the axes, or an operator is too large
   *     for the machine
   */
  static StepTiming fastest(TrainingSetup setup, List<Axis> axes, StepCache cache) {
    return fastest(setup, axes, cache.stages(setup), cache);
  }

  /** The fastest placement of these stages. */
  static StepTiming fastest(
      TrainingSetup setup, List<Axis> axes, List<TrainingStage> stages, StepCache cache) {
    return Placement.all(axes, setup.degrees()).stream()
        .map(placement -> of(setup, placement, stages, cache))
        .min(Comparator.comparingDouble(StepTiming::seconds))
        .orElseThrow(() -> new SpecException(misfit(setup, axes)));
  }

  /** Seconds of a step wherever it is placed: products and optimizer, all collectives left out. */
  static double leastSeconds(TrainingSetup setup, List<TrainingStage> stages) {
    double most = 0;
    double all = 0;
    double optimizer = 0;
    for (TrainingStage stage : stages) {
      double seconds = stage.pass().seconds().total();
      most = Math.max(most, seconds);
      all += stage.alike().size() * seconds;
      optimizer = Math.max(optimizer, stage.optimizerSeconds());
    }
    ParallelismSpec parallelism = setup.parallelism();
    double idle = (all - most) / parallelism.interleaving();
    return (parallelism.microBatches() * most + idle + optimizer) * (1 - ROUNDING);
  }

  /** A given placement. */
  static StepTiming at(TrainingSetup setup, Placement placement, StepCache cache) {
    return of(setup, placement, cache.stages(setup), cache);
  }

  private static String misfit(TrainingSetup setup, List<Axis> axes) {
    String sizes =
        axes.stream().map(axis -> String.valueOf(axis.size())).collect(Collectors.joining("x"));
    return "data %d x fsdp %d x tensor %d x pipeline %d cannot be laid on axes of %s chips"
        .formatted(
            setup.parallelism().data(),
            setup.parallelism().fsdp(),
            setup.parallelism().tensor(),
            setup.parallelism().pipeline(),
            sizes.isEmpty() ? "1" : sizes);
  }

  private static StepTiming of(
      TrainingSetup setup, Placement placement, List<TrainingStage> stages, StepCache cache) {
    List<StageTime> timed = new ArrayList<>();
    stages.forEach(stage -> timed.add(new StageTime(setup, stage, placement, cache.collectives())));
    StageTime slowest =
        timed.stream().max(Comparator.comparingDouble(StageTime::microBatchSeconds)).orElseThrow();
    return new StepTiming(setup, placement, List.copyOf(timed), slowest);
  }

  /** Of the pipeline's fill and drain, and of collectives that other stages do once a step. */
  double bubbleSeconds() {
    double all = 0;
    double once = 0;
    for (StageTime stage : stages) {
      all += stage.stage().alike().size() * stage.microBatchSeconds();
      once = Math.max(once, stage.onceSeconds());
    }
    return (all - slowest.microBatchSeconds()) / setup.parallelism().interleaving()
        + once
        - slowest.onceSeconds();
  }

  /** All micro-batches forward, with the pipeline's fill. */
  double forwardStepSeconds() {
    double most = 0;
    double all = 0;
    for (StageTime stage : stages) {
      most = Math.max(most, stage.forwardSeconds());
      all += stage.stage().alike().size() * stage.forwardSeconds();
    }
    return setup.parallelism().microBatches() * most
        + (all - most) / setup.parallelism().interleaving();
  }

  double optimizerSeconds() {
    return stages.stream()
        .mapToDouble(stage -> stage.stage().optimizerSeconds())
        .max()
        .orElseThrow();
  }

  double seconds() {
    return setup.parallelism().microBatches() * slowest.microBatchSeconds()
        + bubbleSeconds()
        + slowest.onceSeconds()
        + optimizerSeconds();
  }

  /** What is told of it, with the memory of the chip that needs the most. */
  TrainingStep step(TrainingMemory memory) {
    AcceleratorSpec accelerator = setup.machine().accelerator();
    NumberFormat weights = setup.training().precision().weights();
    double peak =
        Estimator.peakFlopsPerSecond(accelerator, weights, weights) * setup.parallelism().chips();
    PassSeconds compute =
        slowest.stage().pass().seconds().times(setup.parallelism().microBatches());
    double capacity = accelerator.memory().capacity().bytes();
    return new TrainingStep(
        setup,
        placement,
        seconds(),
        compute.forward(),
        compute.backward(),
        compute.recomputation(),
        optimizerSeconds(),
        bubbleSeconds(),
        slowest.hostWaitSeconds() * setup.parallelism().microBatches(),
        forwardStepSeconds(),
        parts(),
        slowest.collectives(),
        TrainingWork.of(setup.model(), setup.training()),
        peak,
        memory,
        Math.max(0, memory.total() - capacity),
        notes());
  }

  private List<PartSeconds> parts() {
    List<PartSeconds> parts = new ArrayList<>();
    for (int stage = 0; stage < setup.parallelism().pipeline(); stage++) {
      parts.add(timed(stage).part());
    }
    return parts;
  }

  private StageTime timed(int stage) {
    return stages.stream()
        .filter(one -> one.stage().alike().contains(stage))
        .findFirst()
        .orElseThrow();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (setup.training().recomputation() == Recomputation.SELECTIVE
        && setup.kernel() == AttentionKernel.FUSED) {
      notes.add("fused attention computes its scores again in any case: no time of its own");
    }
    return notes;
  }
}
