package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.training.AlignedModel;
import io.bitwright.simulator.training.AlignmentStep;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The time of a step of alignment: its models one after another on the same chips, each pass as in
 * {@link TrainingStep}.
 *
 * @param models in the order in which they run first
 * @param generationSeconds the policy writing the answers, 0 where they are given
 */
public record AlignmentTime(List<ModelSeconds> models, double generationSeconds) {
  public AlignmentTime {
    models = List.copyOf(models);
  }

  /**
   * One model's passes.
   *
   * @param role as in {@link AlignedModel}
   * @param forward of forward passes without training
   * @param training of passes that train it
   */
  public record ModelSeconds(String role, double forward, double training) {}

  /**
   * The time of a step whose sequences are given.
   *
   * @param axes of the pod, with as many chips as the step
   * @throws SpecException as {@link TrainingStep#of}
   */
  public static AlignmentTime of(
      Machine machine, AlignmentStep step, ParallelismSpec parallelism, List<Axis> axes) {
    List<ModelSeconds> models = new ArrayList<>();
    for (AlignedModel model : step.models()) {
      TrainingStep timed = timed(machine, model, step.trainingOf(model), parallelism, axes);
      models.add(
          new ModelSeconds(
              model.role(),
              model.forwardPasses() * timed.forwardStepSeconds(),
              model.trainingPasses() * timed.seconds()));
    }
    return new AlignmentTime(models, 0);
  }

  /**
   * The time of a step of PPO, in which the policy's forward pass writes the answers (Ouyang et al.
   * 2022, arXiv 2203.02155, section 3.5): its prompts in one pass, then token by token, all
   * sequences of a chip side by side, with its weights gathered once where they are shared out.
   * Stages of a pipeline work one after another; a token's sums over the tensor chips are exposed.
   *
   * @param promptTokens of the sequences, from 1 to less than all
   * @throws SpecException if the prompt leaves no answer, and as {@link TrainingStep#of}
   */
  public static AlignmentTime withGeneration(
      Machine machine,
      AlignmentStep step,
      ParallelismSpec parallelism,
      List<Axis> axes,
      int promptTokens) {
    int answer = step.training().sequence() - promptTokens;
    if (promptTokens < 1 || answer < 1) {
      throw new SpecException(
          "a prompt of %d tokens is not within a sequence of %d with an answer of at least 1"
              .formatted(promptTokens, step.training().sequence()));
    }
    AlignmentTime given = of(machine, step, parallelism, axes);
    ModelSeconds policy = given.models().getFirst();
    List<ModelSeconds> models = new ArrayList<>(given.models());
    models.set(0, new ModelSeconds(policy.role(), 0, policy.training()));
    AlignedModel writes = step.models().getFirst();
    TrainingStep placed = timed(machine, writes, step.training(), parallelism, axes);
    return new AlignmentTime(models, generation(placed, promptTokens, answer));
  }

  private static TrainingStep timed(
      Machine machine,
      AlignedModel model,
      TrainingSpec training,
      ParallelismSpec parallelism,
      List<Axis> axes) {
    return TrainingStep.of(new TrainingSetup(machine, model.model(), training, parallelism), axes);
  }

  private static double generation(TrainingStep placed, int promptTokens, int answer) {
    TrainingSetup setup = placed.setup();
    ParallelismSpec parallelism = setup.parallelism();
    int sequences = setup.training().batch() / parallelism.replicas();
    NumberFormat format = setup.training().precision().activations();
    WorkloadSpec workload =
        new WorkloadSpec(
            Phase.GENERATE,
            sequences,
            promptTokens,
            0,
            format,
            format,
            OptionalInt.empty(),
            Optional.of(new GenerationSpec(answer, 1, Optional.empty())),
            AttentionSpec.DEFAULT,
            SidePathSpec.NONE);
    ModelConfig share =
        new ModelShare(parallelism.tensor(), 1, parallelism.expert(), 1).of(setup.model(), 0);
    double computing =
        Estimator.estimate(setup.machine().accelerator(), share, workload).latencySeconds();
    return computing
        + sums(placed, (double) sequences * promptTokens)
        + (answer - 1) * sums(placed, sequences)
        + gathered(placed);
  }

  /** Sums over the tensor chips in a pass over so many tokens. */
  private static double sums(TrainingStep placed, double tokens) {
    TrainingSetup setup = placed.setup();
    if (setup.parallelism().tensor() == 1) {
      return 0;
    }
    double bytes =
        tokens
            * setup.model().lastStack().width()
            * setup.training().precision().activations().storageBits()
            / Byte.SIZE;
    boolean sequential = setup.model().lastStack().arrangement() == Arrangement.SEQUENTIAL;
    double count = (sequential ? 2.0 : 1.0) * setup.model().layers();
    return count * seconds(placed, Degree.TENSOR, Collective.ALL_REDUCE, bytes);
  }

  /** All weights of a chip's share, brought together once, stage after stage. */
  private static double gathered(TrainingStep placed) {
    TrainingSetup setup = placed.setup();
    boolean shared = setup.parallelism().zeroStage().shardsWeights();
    if (!shared || setup.parallelism().fsdp() == 1) {
      return 0;
    }
    double seconds = 0;
    for (int stage = 0; stage < setup.parallelism().pipeline(); stage++) {
      double bytes =
          StageBytes.dense(setup, stage).weights() + StageBytes.outside(setup, stage).weights();
      double part = bytes / setup.parallelism().fsdp();
      seconds += seconds(placed, Degree.FSDP, Collective.ALL_GATHER, part);
    }
    return seconds;
  }

  private static double seconds(
      TrainingStep placed, Degree degree, Collective collective, double bytes) {
    return new PlacedCollectives()
        .best(placed.placement(), List.of(degree), collective, bytes)
        .seconds();
  }

  /** Seconds of the step. */
  public double seconds() {
    double seconds = generationSeconds;
    for (ModelSeconds model : models) {
      seconds += model.forward() + model.training();
    }
    return seconds;
  }
}
