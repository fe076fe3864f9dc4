package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.workload.WorkloadSpec;

/**
 * What must lie in the memory of one chip at one time: its part of the weights, with one whole
 * layer of its columns where weights are gathered; keys and values of all its sequences, those of
 * all groups in a pipeline, as attention is shared out; and the activations of its share of the
 * model.
 */
record InferenceMemory(
    ModelConfig model, WorkloadSpec workload, InferenceLayout layout, ModelFormats formats) {

  /** The most of all stages. */
  MemoryBytes ofChip() {
    MemoryBytes last = ofStage(layout.stages() - 1);
    if (layout.stages() == 1) {
      return last;
    }
    MemoryBytes first = ofStage(0);
    return first.total() > last.total() ? first : last;
  }

  private MemoryBytes ofStage(int stage) {
    ModelConfig share = layout.share().of(model, stage);
    int sequences = layout.sequences(workload.batch());
    WorkloadSpec own = workload.with(sequences, workload.weights());
    MemoryBytes all = MemoryBytes.ofInference(PassSchedule.of(share, own), own, formats);
    double layer = 0;
    if (layout.gathered() > 1) {
      double weights = (double) share.linearParameters() / share.layers();
      layer = weights * formats.weightBytes();
    }
    return new MemoryBytes(
        all.weights() / layout.gathered() + layer,
        all.kvCache() * cacheShare(share, sequences),
        all.activations(),
        0,
        0);
  }

  /** A chip's part of the cache that its column has with attention over heads and one row. */
  private double cacheShare(ModelConfig share, int sequences) {
    double ofColumn = share.lastStack().attention().keyValueHeads();
    Attention whole = model.lastStack().attention();
    int groups = Math.ceilDiv(sequences, layout.microBatches(workload.batch()));
    int shards = layout.attentionBatchShards(groups);
    if (shards == 1) {
      return Math.ceilDiv(share.lastStack().attention().keyValueHeads(), layout.rows()) / ofColumn;
    }
    double heads = Math.ceilDiv(whole.keyValueHeads(), layout.tensorChips() / shards);
    return Math.ceilDiv(groups, shards) / (double) groups * heads / ofColumn;
  }
}
