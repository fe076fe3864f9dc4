package io.bitwright.simulator.workload;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.ParameterCount;

/** The bytes of a model's parameters. */
public final class ModelParameters {
  private ModelParameters() {}

  /** Bytes in memory: linear layers in their own format, all others in the stream's. */
  public static double bytes(ModelConfig model, ModelFormats formats) {
    ParameterCount count = model.parameterCount();
    return count.linear() * formats.weights().storageBits() / Byte.SIZE
        + (count.total() - count.linear()) * formats.streamBytes();
  }
}
