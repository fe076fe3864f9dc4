package io.bitwright.simulator.training;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.StageLayers;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.TransformerStack;

/**
 * Bytes that one chip keeps in a training step. Buffers of collectives, weights that are gathered
 * for a layer at a time, and what a program keeps besides are not counted.
 *
 * @param states weights, gradients, optimizer states and masters
 * @param activations kept for the backward pass, at most at one time
 */
public record TrainingMemory(ModelStates states, double activations) {
  private static final int LOGIT_BYTES = 4;

  /**
   * The memory of a chip of the stage that has the most. Of stages in the middle that are alike the
   * first has the most micro-batches in flight.
   *
   * @throws io.bitwright.spec.SpecException if the parallelism does not fit model and batch
   */
  public static TrainingMemory of(
      ModelConfig model, TrainingSpec training, ParallelismSpec parallelism) {
    ParallelismRules.check(parallelism, training, model);
    TrainedParameters parameters = TrainedParameters.of(model, training);
    StageLayers layers = new StageLayers(model.lastStack().layers(), parallelism.pipeline());
    TrainingMemory most = ofStage(model, training, parallelism, parameters, 0);
    for (int stage = 1; stage < parallelism.pipeline(); stage++) {
      boolean last = stage == parallelism.pipeline() - 1;
      if (stage == 1 || last || layers.of(stage) > layers.of(stage - 1)) {
        TrainingMemory other = ofStage(model, training, parallelism, parameters, stage);
        most = other.total() > most.total() ? other : most;
      }
    }
    return most;
  }

  /**
   * The memory of a chip of a stage, counted from 0.
   *
   * @throws io.bitwright.spec.SpecException if the parallelism does not fit model and batch
   */
  public static TrainingMemory ofStage(
      ModelConfig model, TrainingSpec training, ParallelismSpec parallelism, int stage) {
    ParallelismRules.check(parallelism, training, model);
    TrainedParameters parameters = TrainedParameters.of(model, training);
    return ofStage(model, training, parallelism, parameters, stage);
  }

  private static TrainingMemory ofStage(
      ModelConfig model,
      TrainingSpec training,
      ParallelismSpec parallelism,
      TrainedParameters parameters,
      int stage) {
    ModelStates states =
        ModelStates.ofStage(
            parameters,
            training.optimizer(),
            parallelism,
            StageShare.of(model.lastStack(), parallelism, stage));
    return new TrainingMemory(states, activations(model, training, parallelism, stage));
  }

  /**
   * Tensors of a stage's layers, of as many micro-batches as are in flight, with those computed
   * again of one layer. The first stage also keeps the embedding's dropout mask of each of these;
   * the last one the input of the last norm, that of the output head, and the logits in fp32
   * (Korthikanti et al., section 4.3).
   */
  private static double activations(
      ModelConfig model, TrainingSpec training, ParallelismSpec parallelism, int stage) {
    TransformerStack stack = model.lastStack();
    int sequences = sequences(training, parallelism);
    ActivationMemory layer = ActivationMemory.ofLayer(stack, training, sequences, parallelism);
    double ofStage = new StageLayers(stack.layers(), parallelism.pipeline()).of(stage);
    double partLayers = ofStage / parallelism.interleaving();
    double parts = PipelineSchedule.mostInFlight(parallelism, stage);
    double activations =
        parts * partLayers * layer.kept(training.recomputation())
            + layer.recomputed(training.recomputation());
    if (stage == 0 && training.dropout()) {
      double microBatches = parts / parallelism.interleaving();
      double tokens = sequences * ActivationMemory.positions(training);
      int split = parallelism.sequenceParallel() ? parallelism.tensor() : 1;
      activations += microBatches * tokens * stack.width() / split;
    }
    return activations + outputs(model, training, parallelism, stage, layer);
  }

  /** Tensors behind the last layer of one micro-batch: on the last stage, else none. */
  private static double outputs(
      ModelConfig model,
      TrainingSpec training,
      ParallelismSpec parallelism,
      int stage,
      ActivationMemory layer) {
    if (stage < parallelism.pipeline() - 1) {
      return 0;
    }
    double logits = model.head().map(OutputHead::outputs).orElse(0);
    double tokens = sequences(training, parallelism) * ActivationMemory.positions(training);
    return 2 * layer.input() + tokens * logits * LOGIT_BYTES / parallelism.tensor();
  }

  /** Sequences of a micro-batch. */
  private static int sequences(TrainingSpec training, ParallelismSpec parallelism) {
    return training.batch() / parallelism.replicas() / parallelism.microBatches();
  }

  /**
   * Tensors of a forward pass that no backward pass follows: of one layer, all that a backward pass
   * would need, which is a bound from above, and those behind the last layer.
   */
  static double forwardActivations(
      ModelConfig model, TrainingSpec training, ParallelismSpec parallelism, int stage) {
    ActivationMemory layer =
        ActivationMemory.ofLayer(
            model.lastStack(), training, sequences(training, parallelism), parallelism);
    return layer.kept(Recomputation.NONE) + outputs(model, training, parallelism, stage, layer);
  }

  /** Bytes of a chip: model states and activations. */
  public double total() {
    return states.total() + activations;
  }
}
