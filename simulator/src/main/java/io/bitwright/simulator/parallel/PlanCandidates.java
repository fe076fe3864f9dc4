package io.bitwright.simulator.parallel;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All legal ways to spread a training step over a number of chips that are worth a look: degrees
 * that divide what they share out, states kept whole, shared out by ZeRO's first or third stage,
 * micro-batches from as many as the pipeline has stages to as many as there are sequences, and
 * parts of 1, 2 or 4 on each stage.
 */
public final class PlanCandidates {
  /** Chips at most that share a layer's columns: beyond, products are slivers. */
  private static final int MOST_TENSOR = 128;

  private final TransformerStack stack;
  private final TrainingSpec training;
  private final List<ParallelismSpec> found = new ArrayList<>();

  private PlanCandidates(ModelConfig model, TrainingSpec training) {
    this.stack = model.lastStack();
    this.training = training;
  }

  /**
   * The candidates, each of which keeps {@link ParallelismRules}.
   *
   * @param chips of all of them
   * @throws io.bitwright.spec.SpecException if the model cannot be trained here
   */
  public static List<ParallelismSpec> of(ModelConfig model, TrainingSpec training, int chips) {
    ParallelismRules.checkModel(model);
    PlanCandidates candidates = new PlanCandidates(model, training);
    for (int tensor : Divisors.of(chips)) {
      if (candidates.isTensorDegree(tensor)) {
        for (int pipeline : Divisors.of(chips / tensor)) {
          candidates.withStages(tensor, pipeline, chips / tensor / pipeline);
        }
      }
    }
    return List.copyOf(candidates.found);
  }

  private boolean isTensorDegree(int tensor) {
    Attention attention = stack.attention();
    return tensor <= MOST_TENSOR
        && attention.heads() % tensor == 0
        && (attention.keyValueHeads() % tensor == 0 || tensor % attention.keyValueHeads() == 0)
        && stack.feedForward().width() % tensor == 0;
  }

  private void withStages(int tensor, int pipeline, int replicas) {
    if (stack.layers() % pipeline != 0 || training.batch() % replicas != 0) {
      return;
    }
    int experts = stack.feedForward().experts().map(Experts::count).orElse(1);
    for (int expert : Divisors.of(replicas)) {
      if (experts % expert == 0) {
        for (int microBatches : microBatches(pipeline, training.batch() / replicas)) {
          schedules(tensor, pipeline, replicas, expert, microBatches);
        }
      }
    }
  }

  /** Divisors of a replica's sequences: as many as stages, or up to 16 times as many, or all. */
  private static Set<Integer> microBatches(int pipeline, int sequences) {
    Set<Integer> counts = new LinkedHashSet<>();
    for (int count = pipeline; count <= 16L * pipeline; count *= 2) {
      if (sequences % count == 0) {
        counts.add(count);
      }
    }
    counts.add(sequences);
    return counts;
  }

  private void schedules(int tensor, int pipeline, int replicas, int expert, int microBatches) {
    for (int parts = 1; parts <= 4; parts *= 2) {
      boolean interleaves = parts > 1;
      boolean fits =
          pipeline > 1 && microBatches % pipeline == 0 && stack.layers() % (pipeline * parts) == 0;
      if (!interleaves || fits) {
        sharing(tensor, pipeline, replicas, expert, microBatches, parts);
      }
    }
  }

  private void sharing(
      int tensor, int pipeline, int replicas, int expert, int microBatches, int parts) {
    PipelineKind kind =
        parts > 1 ? PipelineKind.INTERLEAVED : PipelineKind.ONE_FORWARD_ONE_BACKWARD;
    boolean sequences = tensor > 1 && training.sequence() % tensor == 0;
    ParallelismSpec whole =
        new ParallelismSpec(
            replicas,
            1,
            ZeroStage.OPTIMIZER,
            tensor,
            sequences,
            pipeline,
            kind,
            microBatches,
            parts,
            expert);
    found.add(whole);
    if (replicas > 1) {
      for (ZeroStage stage : List.of(ZeroStage.OPTIMIZER, ZeroStage.WEIGHTS)) {
        found.add(whole.withSharing(1, replicas, stage));
      }
    }
  }
}
