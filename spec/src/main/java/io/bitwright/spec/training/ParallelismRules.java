package io.bitwright.spec.training;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.TransformerStack;

/** Whether a way to spread a step fits a model and a batch. */
public final class ParallelismRules {
  private ParallelismRules() {}

  /**
   * Checks that tensor divides the heads (and the key-value heads, or is a multiple of them) and
   * the feed-forward width, pipeline x interleaving the layers, expert the experts of a layer, and
   * data x fsdp x micro-batches the batch.
   *
   * @throws SpecException naming the degree, what it does not divide, and what is left over; or
   *     that the model is not one stack of layers
   */
  public static void check(ParallelismSpec parallelism, TrainingSpec training, ModelConfig model) {
    checkModel(model);
    TransformerStack stack = model.lastStack();
    Attention attention = stack.attention();
    int tensor = parallelism.tensor();
    divides("tensor", tensor, "heads of " + model.name(), attention.heads());
    if (tensor % attention.keyValueHeads() != 0) {
      divides("tensor", tensor, "key-value heads of " + model.name(), attention.keyValueHeads());
    }
    divides(
        "tensor", tensor, "feed-forward columns of " + model.name(), stack.feedForward().width());
    if (parallelism.sequenceParallel()) {
      divides("tensor", tensor, "tokens of a sequence", training.sequence());
    }
    divides(
        parallelism.interleaving() == 1 ? "pipeline" : "pipeline x interleaving",
        (long) parallelism.pipeline() * parallelism.interleaving(),
        "layers of " + model.name(),
        stack.layers());
    divides(
        "expert",
        parallelism.expert(),
        "experts of a layer of " + model.name(),
        stack.feedForward().experts().map(Experts::count).orElse(1));
    divides(
        "data x fsdp x micro-batches",
        (long) parallelism.replicas() * parallelism.microBatches(),
        "sequences of the batch",
        training.batch());
  }

  /**
   * Checks that a model can be trained here.
   *
   * @throws SpecException if it is a convolutional network or has more than one stack
   */
  public static void checkModel(ModelConfig model) {
    if (model.network().isPresent()) {
      throw new SpecException(
          model.name() + " is a convolutional network; training is for transformers");
    }
    if (model.stacks().size() != 1 || model.lastStack().crossAttention().isPresent()) {
      throw new SpecException(
          "%s has %d stacks; training is for transformers of one stack"
              .formatted(model.name(), model.stacks().size()));
    }
  }

  private static void divides(String name, long degree, String what, int number) {
    if (number % degree != 0) {
      throw new SpecException(
          "%s %d does not divide the %d %s: %d left over"
              .formatted(name, degree, number, what, number % degree));
    }
  }
}
