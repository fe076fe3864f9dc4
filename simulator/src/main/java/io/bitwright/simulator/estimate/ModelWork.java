package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.DecoderGraph;
import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;

/**
 * Floating-point operations a model asks for, by the convention of PaLM's model FLOPs utilisation
 * (Chowdhery et al. 2022, arXiv 2204.02311, appendix B) for a forward pass: 2 for each parameter of
 * a matrix product and token, plus attention's 4 L H Q T a token, where T is the whole sequence (no
 * causal halving): context and new tokens. The output head counts for the positions whose logits
 * are computed, one a sequence. Embedding look-ups, norms and other vector work do not count. Since
 * a chip skips most of what the causal mask discards, the utilisation of a very long prompt, nearly
 * all of it attention, can pass 1 by this convention.
 */
public final class ModelWork {
  private ModelWork() {}

  /** Operations of one forward pass. */
  public static double flops(ModelConfig model, WorkloadSpec workload) {
    long newTokens = DecoderGraph.newTokens(workload);
    double tokens = (double) workload.batch() * newTokens;
    double head = (double) model.hiddenSize() * model.vocabularySize() * workload.batch();
    return 2 * (model.linearParameters() * tokens + head)
        + tokens * attentionFlopsPerToken(model, workload.context() + newTokens);
  }

  /** 4 L H Q T; T no longer than a sliding window. */
  private static double attentionFlopsPerToken(ModelConfig model, long length) {
    long reached = Math.min(length, KeyValueCache.reach(model));
    return 4.0 * model.layers() * model.queryWidth() * reached;
  }
}
