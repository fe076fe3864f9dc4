package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelParameters;
import io.bitwright.simulator.workload.NetworkPass;
import io.bitwright.simulator.workload.PassOptions;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Map;

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
   * The memory of an inference. Activations are those of the pass and the stack with the most: the
   * residual stream beside the wider of gate and up (tensors of the feed-forward width, one for
   * each expert of a token) and queries, keys, values and attention results, with all scores of a
   * layer where these are not fused with their softmax, which takes their place; and the logits.
   * The KV cache is that of the last pass, when it is largest: {@link CacheMemory}. A draft's
   * weights and cache lie beside the model's; adapters count among the weights.
   */
  public static MemoryBytes ofInference(
      PassSchedule schedule, WorkloadSpec workload, ModelFormats formats) {
    double activations = 0;
    Map<String, PassSeries> series = new LinkedHashMap<>();
    for (PassSeries passes : schedule.all()) {
      activations = Math.max(activations, activations(passes));
      series.put(passes.first().getLast().prefix(), passes);
    }
    double weights = 0;
    for (PassSeries passes : series.values()) {
      PassOptions options = passes.first().getLast().options();
      weights += ModelParameters.bytes(passes.model(), formats, options.sidePaths().lora());
    }
    double cache = CacheMemory.of(schedule, workload, formats).total();
    return new MemoryBytes(weights, cache, activations * formats.streamBytes(), 0, 0);
  }

  /** The memory of a convolutional network's pass. */
  static MemoryBytes of(NetworkPass pass, ModelConfig model, ModelFormats formats) {
    double activations = pass.aliveValues() * formats.streamBytes();
    return new MemoryBytes(ModelParameters.bytes(model, formats), 0, activations, 0, 0);
  }

  private static double activations(PassSeries passes) {
    double alive = 0;
    for (StackPass pass : passes.lastPass()) {
      alive = Math.max(alive, activations(pass));
    }
    return alive + (double) passes.first().getLast().outputRows() * passes.model().headOutputs();
  }

  private static double activations(StackPass pass) {
    FeedForward feedForward = pass.stack().feedForward();
    Attention attention = pass.stack().attention();
    double copies =
        (double) feedForward.expansions() * feedForward.experts().map(Experts::perToken).orElse(1);
    double tokens = pass.tokens();
    double inner = tokens * copies * feedForward.width();
    double heads = tokens * (2.0 * attention.queryWidth() + 2.0 * attention.keyValueWidth());
    return tokens * pass.stack().width() + Math.max(inner, heads + scores(pass));
  }

  /** Scores of all heads of a layer, of the layer with the most. */
  private static double scores(StackPass pass) {
    if (pass.options().attention().kernel() == AttentionKernel.FUSED) {
      return 0;
    }
    TransformerStack stack = pass.stack();
    Attention attention = stack.attention();
    boolean allWindowed = attention.windowedLayersOf(stack.layers()) == stack.layers();
    long keys =
        allWindowed && attention.causal()
            ? Math.min(pass.length(), KeyValueCache.reach(attention) + pass.newTokens() - 1)
            : pass.length();
    double self = (double) attention.heads() * (pass.prefixTokens() + keys);
    double cross =
        stack.crossAttention().map(c -> (double) c.heads() * pass.sourceTokens()).orElse(0.0);
    return pass.tokens() * Math.max(self, cross);
  }

  public double total() {
    return weights + kvCache + activations + gradients + optimizer;
  }
}
