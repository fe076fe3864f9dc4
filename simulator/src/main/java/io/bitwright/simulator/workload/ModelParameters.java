package io.bitwright.simulator.workload;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.ParameterCount;
import io.bitwright.spec.workload.LoraSpec;
import java.util.Optional;

/** The bytes of a model's parameters. */
public final class ModelParameters {
  private ModelParameters() {}

  /** Bytes in memory: linear layers in their own format, all others in the stream's. */
  public static double bytes(ModelConfig model, ModelFormats formats) {
    ParameterCount count = model.parameterCount();
    return count.linear() * formats.weightBytes()
        + (count.total() - count.linear()) * formats.streamBytes();
  }

  /** The same with adapters, in the stream's format. */
  public static double bytes(ModelConfig model, ModelFormats formats, Optional<LoraSpec> lora) {
    long adapters = lora.map(spec -> AdaptedLayer.parameters(model, spec)).orElse(0L);
    return bytes(model, formats) + adapters * formats.streamBytes();
  }
}
