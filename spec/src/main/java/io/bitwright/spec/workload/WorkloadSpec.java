package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * @param attention how attention runs
 * @param sidePaths what runs beside linear layers
 * @param storedWeightBits bits that a weight of a linear layer takes in memory, above 0 and at most
 *     32, with its share of scales, zero points and codebooks, where that is not the format's own:
 *     int4 with an fp16 scale for each 128 takes 4.125; empty: as the format says
 */
public record WorkloadSpec(
    Phase phase,
    int batch,
    int sequence,
    int context,
    NumberFormat weights,
    NumberFormat activations,
    OptionalInt chunk,
    Optional<GenerationSpec> generation,
    AttentionSpec attention,
    SidePathSpec sidePaths,
    OptionalDouble storedWeightBits) {

  /**
   * Checks that the parts belong together.
   *
   * @throws SpecException if the phase has no chunks, a chunk has no tokens, there are outliers of
   *     activations that are not int8, or a weight takes no bits or more than 32
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
    if (storedWeightBits.isPresent()) {
      double bits = storedWeightBits.getAsDouble();
      if (!(bits > 0 && bits <= Float.SIZE)) {
        throw new SpecException(
            "a weight takes more than 0 and at most 32 bits in memory, not " + bits);
      }
    }
    if (sidePaths.outlierShare().isPresent() && activations != NumberFormat.INT8) {
      throw new SpecException(
          "outliers go with int8 activations, as in LLM.int8(), not with " + activations);
    }
  }

  /** Weights that take the bits of their format. */
  public WorkloadSpec(
      Phase phase,
      int batch,
      int sequence,
      int context,
      NumberFormat weights,
      NumberFormat activations,
      OptionalInt chunk,
      Optional<GenerationSpec> generation,
      AttentionSpec attention,
      SidePathSpec sidePaths) {
    this(
        phase,
        batch,
        sequence,
        context,
        weights,
        activations,
        chunk,
        generation,
        attention,
        sidePaths,
        OptionalDouble.empty());
  }

  /** Fused attention without pages and prefix, and nothing beside the linear layers. */
  public WorkloadSpec(
      Phase phase,
      int batch,
      int sequence,
      int context,
      NumberFormat weights,
      NumberFormat activations,
      OptionalInt chunk,
      Optional<GenerationSpec> generation) {
    this(
        phase,
        batch,
        sequence,
        context,
        weights,
        activations,
        chunk,
        generation,
        AttentionSpec.DEFAULT,
        SidePathSpec.NONE);
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
        Phase.GENERATE,
        batch,
        sequence,
        context,
        weights,
        activations,
        chunk,
        Optional.of(other),
        attention,
        sidePaths,
        storedWeightBits);
  }

  /**
   * The same for another number of sequences and another format of the weights; stored bits stay
   * where the format does.
   */
  public WorkloadSpec with(int otherBatch, NumberFormat otherWeights) {
    return new WorkloadSpec(
        phase,
        otherBatch,
        sequence,
        context,
        otherWeights,
        activations,
        chunk,
        generation,
        attention,
        sidePaths,
        otherWeights == weights ? storedWeightBits : OptionalDouble.empty());
  }

  /** The same with another way of attention and other paths beside the linear layers. */
  public WorkloadSpec with(AttentionSpec otherAttention, SidePathSpec otherSidePaths) {
    return new WorkloadSpec(
        phase,
        batch,
        sequence,
        context,
        weights,
        activations,
        chunk,
        generation,
        otherAttention,
        otherSidePaths,
        storedWeightBits);
  }

  /** The same with weights that take so many bits in memory. */
  public WorkloadSpec withStoredWeightBits(double bits) {
    return new WorkloadSpec(
        phase,
        batch,
        sequence,
        context,
        weights,
        activations,
        chunk,
        generation,
        attention,
        sidePaths,
        OptionalDouble.of(bits));
  }

  /** Bits that a weight of a linear layer takes in memory. */
  public double weightBits() {
    return storedWeightBits.orElse(weights.storageBits());
  }
}
