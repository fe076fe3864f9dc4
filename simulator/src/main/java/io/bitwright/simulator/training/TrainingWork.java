package io.bitwright.simulator.training;

import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.LoraSpec;

/**
 * Floating-point operations of a training step, on all chips together, by the convention of PaLM
 * (Chowdhery et al. 2022, arXiv 2204.02311, appendix B): of full training, 6 for each parameter of
 * a matrix product and token, and 12 L H Q T a token for attention, T the whole sequence. Embedding
 * look-ups, norms and the optimizer do not count.
 *
 * <p>A frozen product has no gradient of weights: a forward pass and the gradient of its input, 4 a
 * parameter. That gradient is counted down to the first layer. The gradient of a scale or of a
 * prefix is vector work.
 *
 * @param forward of one forward pass
 * @param inputGradients gradients of inputs of products
 * @param weightGradients gradients of trained weights
 * @param recomputation computed a second time
 */
public record TrainingWork(
    double forward, double inputGradients, double weightGradients, double recomputation) {

  /**
   * The work of a step.
   *
   * @throws io.bitwright.spec.SpecException if the model is not one stack of layers
   */
  public static TrainingWork of(ModelConfig model, TrainingSpec training) {
    ParallelismRules.checkModel(model);
    TransformerStack stack = model.lastStack();
    double tokens = training.batch() * ActivationMemory.positions(training);
    double added = 2 * tokens * added(stack, training.method());
    double products =
        2 * tokens * (stack.linearWeightsPerToken() + ParameterShape.routers(stack)) + added;
    double outputs = 2 * outputs(model, training, tokens);
    double attention = attention(stack, training, tokens);
    double forward = products + outputs + attention;
    double weightGradients =
        switch (training.method()) {
          case TrainingMethod.Full full -> products + outputs;
          case TrainingMethod.StraightThrough latent -> products + outputs;
          default -> added;
        };
    return new TrainingWork(
        forward,
        products + outputs + 2 * attention,
        weightGradients,
        recomputation(training.recomputation(), products, attention));
  }

  /** Attention's two products, or all products of the layers, as a forward pass has them. */
  private static double recomputation(
      Recomputation recomputation, double products, double attention) {
    return switch (recomputation) {
      case NONE -> 0;
      case SELECTIVE -> attention;
      case FULL -> products + attention;
    };
  }

  /** Multiply-accumulates a token of what a method adds to the layers. */
  private static double added(TransformerStack stack, TrainingMethod method) {
    return switch (method) {
      case TrainingMethod.Lora lora -> lowRank(stack, lora.adapters());
      case TrainingMethod.Qlora qlora -> lowRank(stack, qlora.adapters());
      case TrainingMethod.Adapters adapters ->
          4.0 * stack.layers() * adapters.width() * stack.width();
      case TrainingMethod.Full full -> 0;
      case TrainingMethod.StraightThrough latent -> 0;
      case TrainingMethod.Prefix prefix -> 0;
      case TrainingMethod.Prompt prompt -> 0;
      case TrainingMethod.AlphaTuning alpha -> 0;
    };
  }

  private static double lowRank(TransformerStack stack, LoraSpec lora) {
    double products = 0;
    for (AdaptedLayer layer : AdaptedLayer.of(stack)) {
      if (lora.targets().contains(layer.target())) {
        products += (double) layer.copiesPerToken() * layer.parameters(lora.rank());
      }
    }
    return products;
  }

  /**
   * Multiply-accumulates behind the layers: of a decoder for all tokens, of another stack for all
   * tokens or one of each sequence.
   */
  private static double outputs(ModelConfig model, TrainingSpec training, double tokens) {
    TransformerStack stack = model.lastStack();
    boolean every = stack.role() == StackRole.DECODER || stack.outputsEveryToken();
    double weights = model.head().map(head -> (double) head.inputs() * head.outputs()).orElse(0.0);
    for (DenseLayer layer : stack.outputLayers()) {
      weights += layer.weights();
    }
    return weights * (every ? tokens : training.batch());
  }

  /** 4 L H Q T for each token; T no longer than a window, where there is one. */
  private static double attention(TransformerStack stack, TrainingSpec training, double tokens) {
    Attention attention = stack.attention();
    double keys = ActivationMemory.positions(training);
    int windowed = attention.windowedLayersOf(stack.layers());
    double reached = Math.min(keys, attention.window().orElse(Integer.MAX_VALUE));
    double lengths = windowed * reached + (stack.layers() - windowed) * keys;
    lengths += stack.layers() * ActivationMemory.prefix(training);
    return 4 * attention.queryWidth() * lengths * tokens;
  }

  /** Operations that the model asks for: what MFU counts. */
  public double modelFlops() {
    return forward + inputGradients + weightGradients;
  }

  /** These and what is computed a second time: what HFU counts. */
  public double hardwareFlops() {
    return modelFlops() + recomputation;
  }

  /** This work and so many times another. */
  TrainingWork plus(TrainingWork other, int times) {
    return new TrainingWork(
        forward + times * other.forward,
        inputGradients + times * other.inputGradients,
        weightGradients + times * other.weightGradients,
        recomputation + times * other.recomputation);
  }

  /**
   * Share of the peak that so many operations in a time are.
   *
   * @param flops {@link #modelFlops} for MFU, {@link #hardwareFlops} for HFU
   * @param seconds of the step
   * @param peakFlopsPerSecond of all chips together
   */
  public static double utilization(double flops, double seconds, double peakFlopsPerSecond) {
    return flops / (seconds * peakFlopsPerSecond);
  }
}
