package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelParameters;
import io.bitwright.simulator.workload.NetworkPass;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.workload.GenerationSpec;
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
   * each expert of a token) and queries, keys, values and attention results; and the logits. The KV
   * cache is that of the last pass, when it is largest. A draft's weights and cache lie beside the
   * model's; hypotheses of a beam search share the prompt's keys and values.
   */
  public static MemoryBytes ofInference(
      PassSchedule schedule, WorkloadSpec workload, ModelFormats formats) {
    double activations = 0;
    Map<String, PassSeries> series = new LinkedHashMap<>();
    Map<String, Double> caches = new LinkedHashMap<>();
    for (PassSeries passes : schedule.all()) {
      StackPass last = passes.lastPass().getLast();
      activations = Math.max(activations, activations(passes));
      series.put(last.prefix(), passes);
      caches.merge(last.prefix(), cache(passes.model(), last, formats), Math::max);
    }
    double weights = 0;
    double cache = 0;
    for (Map.Entry<String, PassSeries> entry : series.entrySet()) {
      weights += ModelParameters.bytes(entry.getValue().model(), formats);
      cache += caches.getOrDefault(entry.getKey(), 0.0);
    }
    int beams = workload.generation().map(GenerationSpec::beams).orElse(1);
    if (beams > 1) {
      cache -= (beams - 1) * promptCache(schedule, formats);
    }
    return new MemoryBytes(weights, cache, activations * formats.streamBytes(), 0, 0);
  }

  /** The memory of a convolutional network's pass. */
  static MemoryBytes of(NetworkPass pass, ModelConfig model, ModelFormats formats) {
    double activations = pass.aliveValues() * formats.streamBytes();
    return new MemoryBytes(ModelParameters.bytes(model, formats), 0, activations, 0, 0);
  }

  private static double activations(PassSeries passes) {
    double alive = 0;
    for (StackPass pass : passes.first()) {
      alive = Math.max(alive, activations(pass));
    }
    return alive + (double) passes.first().getLast().outputRows() * passes.model().headOutputs();
  }

  /** Of a prompt's cache, what a window still holds in the last step, once a sequence. */
  private static double promptCache(PassSchedule schedule, ModelFormats formats) {
    PassSeries prompt = schedule.prompt().getLast();
    ModelConfig model = prompt.model();
    StackPass end = prompt.lastPass().getLast();
    long length = schedule.steps().getLast().lastPass().getLast().length();
    double all = KeyValueCache.bytes(model, length, end.batch(), formats.stream());
    double made = KeyValueCache.bytes(model, length - end.length(), end.batch(), formats.stream());
    return all - made + crossCache(model, end, formats);
  }

  private static double cache(ModelConfig model, StackPass pass, ModelFormats formats) {
    return KeyValueCache.bytes(model, pass.length(), pass.batch(), formats.stream())
        + crossCache(model, pass, formats);
  }

  private static double crossCache(ModelConfig model, StackPass pass, ModelFormats formats) {
    return KeyValueCache.crossBytes(model, pass.sourceTokens(), pass.batch(), formats.stream());
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
