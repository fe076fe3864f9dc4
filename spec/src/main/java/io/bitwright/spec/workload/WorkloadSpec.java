package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a model.
 *
 * @param phase prefill, decode or generate
 * @param batch sequences side by side, at least 1
 * @param sequence tokens in per sequence (prefill, generate), at least 1; 1 for decode
 * @param context tokens already in the KV cache, at least 0
 * @param weights format of the linear layers' weights
 * @param activations format of the linear layers' inputs
 * @param chunk tokens a sequence in one pass of the prompt, at least 1; empty: all in one pass
 * @param generation what follows the prompt; present for {@link Phase#GENERATE} only
 */
public record WorkloadSpec(
    Phase phase,
    int batch,
    int sequence,
    int context,
    NumberFormat weights,
    NumberFormat activations,
    OptionalInt chunk,
    Optional<GenerationSpec> generation) {

  /**
   * Checks that the parts belong together.
   *
   * @throws SpecException if the phase has no chunks, or a chunk has no tokens
   * @throws IllegalArgumentException if a generation is missing or has no place
   */
  public WorkloadSpec {
    if (chunk.isPresent() && phase == Phase.DECODE) {
      throw new SpecException("a chunk goes with the phases prefill and generate, not decode");
    }
    if (chunk.isPresent() && chunk.getAsInt() < 1) {
      throw new SpecException("chunk must be at least 1, got " + chunk.getAsInt());
    }
    if (generation.isPresent() != (phase == Phase.GENERATE)) {
      throw new IllegalArgumentException("a generation and the phase generate go together");
    }
  }

  /** A prompt in one pass; what follows it in {@link Phase#GENERATE} is the default. */
  public WorkloadSpec(
      Phase phase,
      int batch,
      int sequence,
      int context,
      NumberFormat weights,
      NumberFormat activations) {
    this(
        phase,
        batch,
        sequence,
        context,
        weights,
        activations,
        OptionalInt.empty(),
        phase == Phase.GENERATE ? Optional.of(GenerationSpec.DEFAULT) : Optional.empty());
  }

  /** The same with another generation, which makes the phase {@link Phase#GENERATE}. */
  public WorkloadSpec with(GenerationSpec other) {
    return new WorkloadSpec(
        Phase.GENERATE, batch, sequence, context, weights, activations, chunk, Optional.of(other));
  }
}
