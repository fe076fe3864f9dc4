package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.WorkloadSpec;

/**
 * Formats of a model's tensors.
 *
 * @param weights weights of the decoder layers' linear layers
 * @param activations inputs of the linear layers
 * @param stream everything else: residual stream, queries, keys, values (and so the KV cache),
 *     norms, embedding and output head with its inputs
 * @param weightBits bits that one of the weights takes in memory, scales and all
 */
public record ModelFormats(
    NumberFormat weights, NumberFormat activations, NumberFormat stream, double weightBits) {

  /** Weights that take the bits of their format. */
  public ModelFormats(NumberFormat weights, NumberFormat activations, NumberFormat stream) {
    this(weights, activations, stream, weights.storageBits());
  }

  /**
   * The formats of a workload. The stream has the format of the activations where that is floating
   * point of 16 bits or more, and bf16 where activations are narrower or integers.
   */
  public static ModelFormats of(WorkloadSpec workload) {
    return new ModelFormats(
        workload.weights(),
        workload.activations(),
        streamOf(workload.activations()),
        workload.weightBits());
  }

  /** The format of the stream between layers whose linear inputs have the given format. */
  public static NumberFormat streamOf(NumberFormat activations) {
    boolean wide =
        activations.kind() == NumberFormat.Kind.FLOATING_POINT && activations.storageBits() >= 16;
    return wide ? activations : NumberFormat.BF16;
  }

  /** Bytes of one weight of a linear layer in memory. */
  public double weightBytes() {
    return weightBits / Byte.SIZE;
  }

  /** Bytes of one value of the stream. */
  public double streamBytes() {
    return stream.storageBits() / Byte.SIZE;
  }

  /** Inputs of linear layers are quantised to integers, token by token. */
  public boolean quantisesActivations() {
    return activations.kind() == NumberFormat.Kind.INTEGER;
  }
}
