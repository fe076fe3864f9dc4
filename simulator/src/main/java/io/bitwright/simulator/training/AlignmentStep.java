package io.bitwright.simulator.training;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.AlignmentMethod;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import java.util.List;

/**
 * Several models in one step on the same chips: their states lie side by side, and they run one
 * after another. Each model has weights of its own, in the training precision; a frozen one has
 * nothing else. Reward models and critics are counted with the output head that they are given.
 *
 * @param models in the order in which they run first
 * @param training the step of each trained model; of preferences, the batch counts both sequences
 *     of a pair; of PPO, a sequence is prompt and answer
 */
public record AlignmentStep(List<AlignedModel> models, TrainingSpec training) {
  public AlignmentStep {
    models = List.copyOf(models);
  }

  /**
   * The models of a method.
   *
   * @param policy also the reference
   * @param reward also the critic
   * @param epochs times that PPO trains on what the policy wrote, at least 1; 1 for other methods
   * @throws SpecException if epochs are out of range
   */
  public static AlignmentStep of(
      AlignmentMethod method,
      ModelConfig policy,
      ModelConfig reward,
      TrainingSpec training,
      int epochs) {
    if (epochs < 1 || (epochs > 1 && method != AlignmentMethod.PROXIMAL_POLICY)) {
      throw new SpecException(
          "epochs must be at least 1, and 1 unless the method is ppo, got " + epochs);
    }
    List<AlignedModel> models =
        switch (method) {
          case SUPERVISED -> List.of(new AlignedModel("policy", policy, 0, 1));
          case REWARD_MODEL -> List.of(new AlignedModel("reward", reward, 0, 1));
          case DIRECT_PREFERENCE ->
              List.of(
                  new AlignedModel("reference", policy, 1, 0),
                  new AlignedModel("policy", policy, 0, 1));
          case PROXIMAL_POLICY ->
              List.of(
                  new AlignedModel("policy", policy, 1, epochs),
                  new AlignedModel("reference", policy, 1, 0),
                  new AlignedModel("reward", reward, 1, 0),
                  new AlignedModel("critic", reward, 1, epochs));
        };
    return new AlignmentStep(models, training);
  }

  /**
   * Work of all passes. What the policy writes counts as one forward pass of the whole sequences,
   * whether token by token or not.
   */
  public TrainingWork work() {
    TrainingWork sum = new TrainingWork(0, 0, 0, 0);
    for (AlignedModel each : models) {
      TrainingWork step = TrainingWork.of(each.model(), training);
      TrainingWork pass = TrainingWork.of(each.model(), trainingOf(each));
      sum = sum.plus(new TrainingWork(pass.forward(), 0, 0, 0), each.forwardPasses());
      sum = sum.plus(step, each.trainingPasses());
    }
    return sum;
  }

  /**
   * Bytes of a chip of the stage that has the most: the states of all models, and the activations
   * of the one with the most. The KV cache while the policy writes is not counted.
   *
   * @throws SpecException if the parallelism does not fit a model and the batch
   */
  public TrainingMemory memory(ParallelismSpec parallelism) {
    TrainingMemory most = memory(parallelism, 0);
    for (int stage = 1; stage < parallelism.pipeline(); stage++) {
      TrainingMemory other = memory(parallelism, stage);
      most = other.total() > most.total() ? other : most;
    }
    return most;
  }

  private TrainingMemory memory(ParallelismSpec parallelism, int stage) {
    ModelStates states = new ModelStates(0, 0, 0, 0);
    double activations = 0;
    for (AlignedModel each : models) {
      TrainingSpec own = trainingOf(each);
      TrainingMemory memory = TrainingMemory.ofStage(each.model(), own, parallelism, stage);
      ModelStates alone = memory.states();
      states = states.plus(each.trained() ? alone : new ModelStates(alone.weights(), 0, 0, 0));
      activations =
          Math.max(
              activations,
              each.trained()
                  ? memory.activations()
                  : TrainingMemory.forwardActivations(each.model(), own, parallelism, stage));
    }
    return new TrainingMemory(states, activations);
  }

  /** The step of one of the models; of a frozen one, that of the plain model without dropout. */
  public TrainingSpec trainingOf(AlignedModel model) {
    return model.trained() ? training : frozen(training);
  }

  /** The plain model without dropout: what the method adds belongs to the trained ones. */
  private static TrainingSpec frozen(TrainingSpec training) {
    TrainingMethod plain =
        switch (training.method()) {
          case TrainingMethod.StraightThrough rounded -> rounded;
          default -> new TrainingMethod.Full();
        };
    return training.with(plain).with(Recomputation.NONE, false);
  }
}
