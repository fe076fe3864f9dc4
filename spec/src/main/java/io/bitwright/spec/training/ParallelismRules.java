package io.bitwright.spec.training;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.Optional;

/** Whether a way to spread a step fits a model and a batch. */
public final class ParallelismRules {
  private ParallelismRules() {}

  /**
   * Checks that tensor divides the heads (and the key-value heads, or is a multiple of them) and
   * the feed-forward width, expert the experts of a layer, and data x fsdp x micro-batches the
   * batch; that a pipeline has no more stages than there are layers ({@link StageLayers}), and an
   * interleaved one divides them by pipeline x interleaving.
   *
   * @throws SpecException naming the degree, what it does not divide, and what is left over; or
   *     that the model is not one stack of layers
   */
  public static void check(ParallelismSpec parallelism, TrainingSpec training, ModelConfig model) {
    checkModel(model);
    violation(parallelism, training, model)
        .ifPresent(broken -> {
          throw new SpecException(broken);
        });
  }

  /**
   * Whether a way to spread a step keeps these rules.
   *
   * @throws SpecException if the model is not one stack of layers
   */
  public static boolean areKept(
      ParallelismSpec parallelism, TrainingSpec training, ModelConfig model) {
    checkModel(model);
    return violation(parallelism, training, model).isEmpty();
  }

  /** The first rule that is broken, in words. */
  private static Optional<String> violation(
      ParallelismSpec parallelism, TrainingSpec training, ModelConfig model) {
    return columns(parallelism.tensor(), model)
        .or(() -> tokens(parallelism, training))
        .or(() -> layers(parallelism, model))
        .or(() -> {
          TransformerStack stack = model.lastStack();
          int experts = stack.feedForward().experts().map(Experts::count).orElse(1);
          String what = "experts of a layer of " + model.name();
          return undivided("expert", parallelism.expert(), what, experts);
        })
        .or(() -> {
          long parts = (long) parallelism.replicas() * parallelism.microBatches();
          String what = "sequences of the batch";
          return undivided("data x fsdp x micro-batches", parts, what, training.batch());
        });
  }

  private static Optional<String> columns(int tensor, ModelConfig model) {
    Attention attention = model.lastStack().attention();
    int width = model.lastStack().feedForward().width();
    int keyValueHeads = attention.keyValueHeads();
    return undivided("tensor", tensor, "heads of " + model.name(), attention.heads())
        .or(() ->
            tensor % keyValueHeads == 0
                ? Optional.empty()
                : undivided("tensor", tensor, "key-value heads of " + model.name(), keyValueHeads))
        .or(() -> undivided("tensor", tensor, "feed-forward columns of " + model.name(), width));
  }

  private static Optional<String> tokens(ParallelismSpec parallelism, TrainingSpec training) {
    return parallelism.sequenceParallel()
        ? undivided("tensor", parallelism.tensor(), "tokens of a sequence", training.sequence())
        : Optional.empty();
  }

  private static Optional<String> layers(ParallelismSpec parallelism, ModelConfig model) {
    int layers = model.lastStack().layers();
    int stages = parallelism.pipeline();
    if (parallelism.interleaving() > 1) {
      long parts = (long) stages * parallelism.interleaving();
      return undivided("pipeline x interleaving", parts, "layers of " + model.name(), layers);
    }
    return stages <= layers
        ? Optional.empty()
        : Optional.of(
            "pipeline %d is more than the %d layers of %s: each stage has at least one"
                .formatted(stages, layers, model.name()));
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

  private static Optional<String> undivided(String name, long degree, String what, int number) {
    return number % degree == 0
        ? Optional.empty()
        : Optional.of(
            "%s %d does not divide the %d %s: %d left over"
                .formatted(name, degree, number, what, number % degree));
  }
}
