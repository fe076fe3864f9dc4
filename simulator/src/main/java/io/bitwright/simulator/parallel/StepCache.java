package io.bitwright.simulator.parallel;

import io.bitwright.spec.training.ParallelismSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What steps of one model and one training on the chips of one pod have in common, however they are
 * spread: remembered as long as a search lasts. Nothing that it gives depends on what it remembers;
 * one thread uses it.
 */
final class StepCache {
  /** Passes remembered at most; what comes later is timed anew each time. */
  private static final int MOST_PASSES = 1 << 13;

  private final PlacedCollectives collectives = new PlacedCollectives();
  private final Map<PassKey, TrainingPass> passes = new HashMap<>();

  /** All that a pass depends on beside model, training and machine. */
  private record PassKey(
      int tensor,
      int expert,
      int sequences,
      int streamShare,
      int layers,
      boolean first,
      boolean last,
      boolean sumsGradients) {}

  /** Times of collectives. */
  PlacedCollectives collectives() {
    return collectives;
  }

  /**
   * The stages of a step that differ.
   *
   * @throws io.bitwright.spec.SpecException if an operator is too large for the machine
   */
  List<TrainingStage> stages(TrainingSetup setup) {
    return TrainingStage.of(setup, this);
  }

  /** The pass of a micro-batch on a chip of a stage, counted from 0. */
  TrainingPass pass(TrainingSetup setup, int stage) {
    ParallelismSpec parallelism = setup.parallelism();
    PassKey key =
        new PassKey(
            parallelism.tensor(),
            parallelism.expert(),
            setup.sequences(),
            parallelism.sequenceParallel() ? parallelism.tensor() : 1,
            setup.layers(stage),
            stage == 0,
            stage == parallelism.pipeline() - 1,
            parallelism.microBatches() > 1);
    TrainingPass known = passes.get(key);
    if (known != null) {
      return known;
    }
    TrainingPass pass =
        TrainingPass.of(
            setup.machine(),
            setup.share(stage),
            setup.training(),
            setup.kernel(),
            key.sequences(),
            key.streamShare(),
            key.first(),
            key.sumsGradients());
    if (passes.size() < MOST_PASSES) {
      passes.put(key, pass);
    }
    return pass;
  }
}
