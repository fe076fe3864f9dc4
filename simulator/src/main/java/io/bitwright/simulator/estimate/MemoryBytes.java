package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelParameters;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
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
   * The memory of an inference. Activations are those of the stack with the most: the residual
   * stream beside the wider of gate and up (tensors of the feed-forward width, one for each expert
   * of a token) and queries, keys, values and attention results; and the logits.
   */
  public static MemoryBytes ofInference(
      ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    double activations = 0;
    double cache = 0;
    for (StackPass pass : StackPass.of(model, workload)) {
      activations = Math.max(activations, activations(pass));
      if (pass.last()) {
        activations += (double) pass.outputRows() * model.headOutputs();
        cache =
            KeyValueCache.bytes(model, pass.length(), pass.batch(), formats.stream())
                + KeyValueCache.crossBytes(
                    model, pass.sourceTokens(), pass.batch(), formats.stream());
      }
    }
    return new MemoryBytes(
        ModelParameters.bytes(model, formats), cache, activations * formats.streamBytes(), 0, 0);
  }

  private static double activations(StackPass pass) {
    FeedForward feedForward = pass.stack().feedForward();
    Attention attention = pass.stack().attention();
    double copies =
        (double) feedForward.expansions() * feedForward.experts().map(Experts::perToken).orElse(1);
    double widest =
        Math.max(
            copies * feedForward.width(),
            2.0 * attention.queryWidth() + 2.0 * attention.keyValueWidth());
    return (double) pass.tokens() * (pass.stack().width() + widest);
  }

  public double total() {
    return weights + kvCache + activations + gradients + optimizer;
  }
}
