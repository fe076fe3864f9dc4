package io.bitwright.simulator.parallel;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All legal ways to spread a training step over a number of chips that are worth a look: degrees
 * that keep {@link ParallelismRules}, states kept whole or shared out by any stage of ZeRO among
 * all chips with different sequences or among a part of them, micro-batches from as many as the
 * pipeline has stages to as many as there are sequences, and parts of 1, 2 or 4 on each stage.
 * Tensor chips share the sequence, where it divides.
 */
public final class PlanCandidates {
  /** Chips at most that share a layer's columns: beyond, products are slivers. */
  private static final int MOST_TENSOR = 128;

  private static final PipelineKind ONE_BY_ONE = PipelineKind.ONE_FORWARD_ONE_BACKWARD;

  private final ModelConfig model;
  private final TrainingSpec training;
  private final List<ParallelismSpec> found = new ArrayList<>();

  private PlanCandidates(ModelConfig model, TrainingSpec training) {
    this.model = model;
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
      ParallelismSpec columns = ParallelismSpec.ONE_CHIP.withTensor(tensor, false);
      if (tensor <= MOST_TENSOR && candidates.isKept(columns)) {
        for (int pipeline : Divisors.of(chips / tensor)) {
          candidates.withStages(columns, pipeline, chips / tensor / pipeline);
        }
      }
    }
    return List.copyOf(candidates.found);
  }

  private boolean isKept(ParallelismSpec plan) {
    return ParallelismRules.areKept(plan, training, model);
  }

  private void withStages(ParallelismSpec columns, int pipeline, int replicas) {
    ParallelismSpec staged = columns.withPipeline(pipeline, ONE_BY_ONE, 1, 1).withData(replicas, 1);
    if (!isKept(staged)) {
      return;
    }
    for (int expert : Divisors.of(replicas)) {
      ParallelismSpec routed = staged.withData(replicas, expert);
      if (isKept(routed)) {
        for (int microBatches : microBatches(pipeline, training.batch() / replicas)) {
          schedules(routed.withPipeline(pipeline, ONE_BY_ONE, microBatches, 1));
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

  /** Interleaved micro-batches are multiples of the stages. */
  private void schedules(ParallelismSpec plan) {
    sharing(plan);
    if (plan.pipeline() == 1 || plan.microBatches() % plan.pipeline() != 0) {
      return;
    }
    for (int parts = 2; parts <= 4; parts *= 2) {
      sharing(
          plan.withPipeline(plan.pipeline(), PipelineKind.INTERLEAVED, plan.microBatches(), parts));
    }
  }

  private void sharing(ParallelismSpec plan) {
    ParallelismSpec sequential = plan.withTensor(plan.tensor(), plan.tensor() > 1);
    ParallelismSpec whole = isKept(sequential) ? sequential : plan;
    if (!isKept(whole)) {
      return;
    }
    found.add(whole.withSharing(whole.replicas(), 1, ZeroStage.OPTIMIZER));
    for (int chips : Divisors.of(whole.replicas())) {
      if (chips > 1) {
        for (ZeroStage stage : ZeroStage.values()) {
          ParallelismSpec shared = whole.withSharing(whole.replicas() / chips, chips, stage);
          if (TrainingSetup.placesExperts(shared)) {
            found.add(shared);
          }
        }
      }
    }
  }
}
