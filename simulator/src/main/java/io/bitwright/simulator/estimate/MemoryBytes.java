package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.DecoderGraph;
import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelParameters;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;

/**
 * Bytes that must lie in off-chip memory at one time.
 *
 * @param weights all parameters, each in its format
 * @param kvCache keys and values of earlier tokens and of this pass
 * @param activations tensors that are alive at one time, at most
 * @param gradients 0 for inference
 * @param optimizer optimizer states, 0 for inference
 */
public record MemoryBytes(
    double weights, double kvCache, double activations, double gradients, double optimizer) {

  /**
   * The memory of an inference. Activations are the residual stream beside the wider of gate and up
   * (two tensors of the feed-forward width) and queries, keys, values and attention results; and
   * the logits of one position a sequence.
   */
  public static MemoryBytes ofInference(
      ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    long newTokens = DecoderGraph.newTokens(workload);
    double tokens = (double) workload.batch() * newTokens;
    double widest =
        Math.max(
            2.0 * model.intermediateSize(), 2.0 * model.queryWidth() + 2.0 * model.keyValueWidth());
    double logits = (double) workload.batch() * model.vocabularySize();
    return new MemoryBytes(
        ModelParameters.of(model).bytes(formats),
        KeyValueCache.bytes(
            model, workload.context() + newTokens, workload.batch(), formats.stream()),
        (tokens * (model.hiddenSize() + widest) + logits) * formats.streamBytes(),
        0,
        0);
  }

  public double total() {
    return weights + kvCache + activations + gradients + optimizer;
  }
}
