package io.bitwright.spec.training;

import io.bitwright.spec.SpecException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a training step is spread over data x fsdp x tensor x pipeline chips.
 *
 * @param data groups that work on different sequences and each keep all states
 * @param fsdp chips of such a group that work on different sequences and share states out
 * @param zeroStage what the fsdp chips share out
 * @param tensor chips that share the heads and the feed-forward width of a layer (Shoeybi et al.
 *     2019, arXiv 1909.08053, section 3)
 * @param sequenceParallel whether these also share the tokens of norms and dropout (Korthikanti et
 *     al. 2022, arXiv 2205.05198, section 4.2.2)
 * @param pipeline stages that have different layers
 * @param schedule order in which the stages work
 * @param microBatches parts of a chip's sequences that go through the pipeline, or gradients of
 *     which are summed, one after another (m)
 * @param interleaving parts of the model on each stage (v), 1 unless interleaved
 * @param expert chips, of those that work on different sequences, that share the experts of a layer
 */
public record ParallelismSpec(
    int data,
    int fsdp,
    ZeroStage zeroStage,
    int tensor,
    boolean sequenceParallel,
    int pipeline,
    PipelineKind schedule,
    int microBatches,
    int interleaving,
    int expert) {

  /** One chip. */
  public static final ParallelismSpec ONE_CHIP =
      new ParallelismSpec(
          1, 1, ZeroStage.WEIGHTS, 1, false, 1, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 1, 1, 1);

  /**
   * Checks the numbers by themselves; {@link ParallelismRules} checks them against a model.
   *
   * @throws SpecException if a degree is below 1, interleaving does not fit the schedule, or expert
   *     does not divide the chips with different sequences
   */
  public ParallelismSpec {
    Map<String, Integer> degrees =
        new TreeMap<>(
            Map.of(
                "data", data,
                "expert", expert,
                "fsdp", fsdp,
                "interleaving", interleaving,
                "micro-batches", microBatches,
                "pipeline", pipeline,
                "tensor", tensor));
    degrees.forEach((name, degree) -> {
      if (degree < 1) {
        throw new SpecException(name + " must be at least 1, got " + degree);
      }
    });
    checkSchedule(schedule, pipeline, microBatches, interleaving);
    long replicas = (long) data * fsdp;
    if (replicas % expert != 0) {
      throw new SpecException(
          "expert %d does not divide data x fsdp, which is %d".formatted(expert, replicas));
    }
    if (replicas * tensor > Integer.MAX_VALUE / pipeline) {
      throw new SpecException("data x fsdp x tensor x pipeline passes 2147483647 chips");
    }
  }

  private static void checkSchedule(
      PipelineKind schedule, int pipeline, int microBatches, int interleaving) {
    if (schedule != PipelineKind.INTERLEAVED) {
      if (interleaving != 1) {
        throw new SpecException(
            "interleaving %d goes with the schedule interleaved, not %s"
                .formatted(interleaving, schedule.label()));
      }
      return;
    }
    if (interleaving < 2 || pipeline < 2) {
      throw new SpecException(
          "the schedule interleaved needs interleaving and pipeline of at least 2, got %d and %d"
              .formatted(interleaving, pipeline));
    }
    if (microBatches % pipeline != 0) {
      throw new SpecException(
          "the schedule interleaved needs micro-batches in multiples of pipeline %d, got %d"
              .formatted(pipeline, microBatches));
    }
  }

  /** Sharing out states among so many chips. */
  public static ParallelismSpec fullySharded(int fsdp, ZeroStage stage) {
    return new ParallelismSpec(
        1, fsdp, stage, 1, false, 1, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 1, 1, 1);
  }

  /** The same with other sharing of layers. */
  public ParallelismSpec withTensor(int degree, boolean ofSequences) {
    return new ParallelismSpec(
        data,
        fsdp,
        zeroStage,
        degree,
        ofSequences,
        pipeline,
        schedule,
        microBatches,
        interleaving,
        expert);
  }

  /** The same with another pipeline. */
  public ParallelismSpec withPipeline(
      int stages, PipelineKind kind, int otherMicroBatches, int otherInterleaving) {
    return new ParallelismSpec(
        data,
        fsdp,
        zeroStage,
        tensor,
        sequenceParallel,
        stages,
        kind,
        otherMicroBatches,
        otherInterleaving,
        expert);
  }

  /** The same with other groups of different sequences and other sharing of experts. */
  public ParallelismSpec withData(int groups, int experts) {
    return new ParallelismSpec(
        groups,
        fsdp,
        zeroStage,
        tensor,
        sequenceParallel,
        pipeline,
        schedule,
        microBatches,
        interleaving,
        experts);
  }

  /** The same with other groups of different sequences, and other sharing of states in each. */
  public ParallelismSpec withSharing(int groups, int chips, ZeroStage stage) {
    return new ParallelismSpec(
        groups,
        chips,
        stage,
        tensor,
        sequenceParallel,
        pipeline,
        schedule,
        microBatches,
        interleaving,
        expert);
  }

  /** Chips of the step. */
  public int chips() {
    return data * fsdp * tensor * pipeline;
  }

  /** Chips, or groups of them, that work on different sequences. */
  public int replicas() {
    return data * fsdp;
  }
}
