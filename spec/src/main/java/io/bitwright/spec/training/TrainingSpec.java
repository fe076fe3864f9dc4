package io.bitwright.spec.training;

import io.bitwright.spec.SpecException;

/**
 * One training step.
 *
 * @param batch sequences of the step on all chips together, at least 1
 * @param sequence tokens of each, at least 1
 * @param dropout whether dropout stands behind softmax, attention and feed-forward part, and its
 *     masks are kept
 */
public record TrainingSpec(
    int batch,
    int sequence,
    TrainingMethod method,
    Optimizer optimizer,
    TrainingPrecision precision,
    Recomputation recomputation,
    boolean dropout) {

  /**
   * Checks the numbers.
   *
   * @throws SpecException if one is below 1
   */
  public TrainingSpec {
    if (batch < 1) {
      throw new SpecException("batch must be at least 1 sequence, got " + batch);
    }
    if (sequence < 1) {
      throw new SpecException("sequence must be at least 1 token, got " + sequence);
    }
  }

  /** All parameters by Adam in bf16 with fp32 masters, all activations kept, no dropout. */
  public static TrainingSpec of(int batch, int sequence) {
    return new TrainingSpec(
        batch,
        sequence,
        new TrainingMethod.Full(),
        Optimizer.ADAM,
        TrainingPrecision.MIXED_BF16,
        Recomputation.NONE,
        false);
  }

  /** The same by another method. */
  public TrainingSpec with(TrainingMethod other) {
    return new TrainingSpec(batch, sequence, other, optimizer, precision, recomputation, dropout);
  }

  /** The same with other formats and another optimizer. */
  public TrainingSpec with(TrainingPrecision otherPrecision, Optimizer otherOptimizer) {
    return new TrainingSpec(
        batch, sequence, method, otherOptimizer, otherPrecision, recomputation, dropout);
  }

  /** The same with other activations kept. */
  public TrainingSpec with(Recomputation other, boolean withDropout) {
    return new TrainingSpec(batch, sequence, method, optimizer, precision, other, withDropout);
  }

  /** Tokens of the step: batch x sequence. */
  public double tokens() {
    return (double) batch * sequence;
  }
}
