package io.bitwright.simulator.training;

import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;

/**
 * Bytes of what one chip keeps for a model's parameters. What ZeRO shares out is divided by the
 * chips that share it (Rajbhandari et al. 2019, arXiv 1910.02054, section 5, figure 1).
 *
 * @param weights in the formats of forward and backward pass
 * @param gradients of trained parameters
 * @param optimizerStates moments, without masters
 * @param masters copies of trained weights in fp32
 */
public record ModelStates(
    double weights, double gradients, double optimizerStates, double masters) {

  /** The states of a chip of a stage. */
  public static ModelStates ofStage(
      TrainedParameters parameters,
      Optimizer optimizer,
      ParallelismSpec parallelism,
      StageShare stage) {
    double weights = 0;
    double gradients = 0;
    double states = 0;
    double masters = 0;
    for (ParameterGroup group : parameters.groups()) {
      double share = stage.of(group.place(), parallelism) / Byte.SIZE;
      double sharded = share / shards(group, parallelism);
      double ofWeights = parallelism.zeroStage().shardsWeights() ? sharded : share;
      double ofGradients = parallelism.zeroStage().shardsGradients() ? sharded : share;
      weights += ofWeights * group.parameters() * group.weightBits();
      gradients += ofGradients * group.parameters() * group.gradientBits();
      states += sharded * group.stateBits(optimizer);
      masters += sharded * group.parameters() * group.masterBits();
    }
    return new ModelStates(weights, gradients, states, masters);
  }

  /** Chips that share a group out: of an expert, no more than have the same expert. */
  private static int shards(ParameterGroup group, ParallelismSpec parallelism) {
    return group.place() == ParameterGroup.Place.EXPERTS
        ? Math.min(parallelism.fsdp(), parallelism.replicas() / parallelism.expert())
        : parallelism.fsdp();
  }

  /** These and another model's. */
  ModelStates plus(ModelStates other) {
    return new ModelStates(
        weights + other.weights,
        gradients + other.gradients,
        optimizerStates + other.optimizerStates,
        masters + other.masters);
  }

  /** Bytes of all of them. */
  public double total() {
    return weights + gradients + optimizerStates + masters;
  }
}
