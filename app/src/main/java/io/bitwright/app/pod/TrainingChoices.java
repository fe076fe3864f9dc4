package io.bitwright.app.pod;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Choices of a training step, as a user makes them; what is left out has a default.
 *
 * @param method a word of {@link TrainingMethod#VOCABULARY}
 * @param adapterWidth width inside of adapters
 */
public record TrainingChoices(
    Optional<String> method,
    Optional<Optimizer> optimizer,
    Optional<TrainingPrecision> precision,
    Optional<Recomputation> recomputation,
    boolean dropout,
    OptionalInt adapterWidth) {
  private static final int DEFAULT_ADAPTER_WIDTH = 64;
  private static final int ALPHA_BITS = 4;

  /** Nothing chosen. */
  public static final TrainingChoices NONE =
      new TrainingChoices(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          OptionalInt.empty());

  /**
   * The step: by default all parameters by AdamW, in bf16 beside fp32 masters, nothing computed
   * twice. Weights in a floating-point format, if they are chosen, are all there is, and the
   * moments of bf16 weights are in bf16; binary and ternary ones are trained through their
   * rounding.
   *
   * @param workload batch, sequence, LoRA and prefix
   * @param weights format of the weights, if it is chosen
   * @throws SpecException if choices do not go together
   */
  public TrainingSpec training(
      ModelConfig model, WorkloadSpec workload, Optional<NumberFormat> weights) {
    TrainingPrecision formats = precision.orElseGet(() -> precision(weights));
    return new TrainingSpec(
        workload.batch(),
        workload.sequence(),
        method(workload, weights.orElse(model.nativeWeights())),
        optimizer.orElse(
            formats == TrainingPrecision.BF16 ? Optimizer.ADAMW_BF16 : Optimizer.ADAMW),
        formats,
        recomputation.orElse(Recomputation.NONE),
        dropout);
  }

  /**
   * Refuses all choices beside an inference.
   *
   * @throws SpecException if there is one
   */
  public void refuseInference() {
    if (!equals(NONE)) {
      throw new SpecException(
          "method, optimizer, precision, recompute, dropout and adapter width go with the phase train");
    }
  }

  private static TrainingPrecision precision(Optional<NumberFormat> weights) {
    return weights
        .map(format ->
            switch (format) {
              case FP32 -> TrainingPrecision.FP32;
              case BF16 -> TrainingPrecision.BF16;
              case FP16 -> TrainingPrecision.FP16;
              case FP8 -> TrainingPrecision.FP8;
              default -> TrainingPrecision.MIXED_BF16;
            })
        .orElse(TrainingPrecision.MIXED_BF16);
  }

  private TrainingMethod method(WorkloadSpec workload, NumberFormat weights) {
    Optional<LoraSpec> lora = workload.sidePaths().lora();
    int prefix = workload.attention().prefixTokens();
    String word = TrainingMethod.VOCABULARY.parse(method.orElseGet(() -> method(lora, weights)));
    if (lora.isPresent() && !word.equals("lora") && !word.equals("qlora")) {
      throw new SpecException("a LoRA rank goes with the methods lora and qlora, not " + word);
    }
    if (adapterWidth.isPresent() && !word.equals("adapters")) {
      throw new SpecException("an adapter width goes with the method adapters, not " + word);
    }
    return switch (word) {
      case "lora" -> new TrainingMethod.Lora(needed(lora, word));
      case "qlora" -> new TrainingMethod.Qlora(needed(lora, word), true);
      case "prefix" -> new TrainingMethod.Prefix(prefix);
      case "prompt" -> new TrainingMethod.Prompt(prefix);
      case "adapters" -> new TrainingMethod.Adapters(adapterWidth.orElse(DEFAULT_ADAPTER_WIDTH));
      case "alpha-tuning" -> new TrainingMethod.AlphaTuning(ALPHA_BITS);
      case "bitnet" -> new TrainingMethod.StraightThrough(weights);
      default -> new TrainingMethod.Full();
    };
  }

  private static String method(Optional<LoraSpec> lora, NumberFormat weights) {
    if (lora.isPresent()) {
      return "lora";
    }
    boolean rounded = weights == NumberFormat.TERNARY || weights == NumberFormat.BINARY;
    return rounded ? "bitnet" : "full";
  }

  private static LoraSpec needed(Optional<LoraSpec> lora, String word) {
    return lora.orElseThrow(
        () -> new SpecException("the method " + word + " needs a LoRA rank, the adapters' width"));
  }
}
