package io.bitwright.spec.training;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;

/**
 * The formats of a training step. Optimizer states are in the optimizer's own format: {@link
 * Optimizer}.
 */
public enum TrainingPrecision {
  /** Everything in fp32. */
  FP32("fp32", NumberFormat.FP32, NumberFormat.FP32, NumberFormat.FP32, false),
  /** Everything but optimizer states in bf16, no fp32 copy of the weights. */
  BF16("bf16", NumberFormat.BF16, NumberFormat.BF16, NumberFormat.BF16, false),
  /** Everything but optimizer states in fp16, no fp32 copy of the weights. */
  FP16("fp16", NumberFormat.FP16, NumberFormat.FP16, NumberFormat.FP16, false),
  /** bf16 with fp32 masters (Kalamkar et al. 2019, arXiv 1905.12322, section 3). */
  MIXED_BF16("mixed-bf16", NumberFormat.BF16, NumberFormat.BF16, NumberFormat.BF16, true),
  /**
   * The same with the gradients of weights summed and exchanged in fp32, as Megatron-LM does with
   * bf16 (its option accumulate-allreduce-grads-in-fp32).
   */
  MIXED_BF16_FP32_GRADIENTS(
      "mixed-bf16-fp32-gradients", NumberFormat.BF16, NumberFormat.FP32, NumberFormat.BF16, true),
  /** fp16 with fp32 masters (Micikevicius et al. 2017, arXiv 1710.03740, section 3.1). */
  MIXED_FP16("mixed-fp16", NumberFormat.FP16, NumberFormat.FP16, NumberFormat.FP16, true),
  /**
   * Weights in fp8 beside fp32 masters; gradients of weights and kept activations in bf16
   * (Micikevicius et al. 2022, arXiv 2209.05433, section 4: the products take fp8 only).
   */
  FP8("fp8", NumberFormat.FP8, NumberFormat.BF16, NumberFormat.BF16, true);

  /** The words users may write. */
  public static final Vocabulary<TrainingPrecision> VOCABULARY =
      Vocabulary.of("training precision", List.of(values()), TrainingPrecision::label);

  private final String label;
  private final NumberFormat weights;
  private final NumberFormat gradients;
  private final NumberFormat activations;
  private final boolean masters;

  TrainingPrecision(
      String label,
      NumberFormat weights,
      NumberFormat gradients,
      NumberFormat activations,
      boolean masters) {
    this.label = label;
    this.weights = weights;
    this.gradients = gradients;
    this.activations = activations;
    this.masters = masters;
  }

  public String label() {
    return label;
  }

  /** Format of the weights that forward and backward pass read. */
  public NumberFormat weights() {
    return weights;
  }

  /** Format of the gradients of weights. */
  public NumberFormat gradients() {
    return gradients;
  }

  /** Format of the tensors kept for the backward pass. */
  public NumberFormat activations() {
    return activations;
  }

  /** Whether trained weights have a copy in fp32 that the optimizer changes. */
  public boolean masters() {
    return masters;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static TrainingPrecision parse(String word) {
    return VOCABULARY.parse(word);
  }
}
