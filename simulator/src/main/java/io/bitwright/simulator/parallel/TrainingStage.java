package io.bitwright.simulator.parallel;

import io.bitwright.spec.training.ParallelismSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What the chips of a stage do in a step, collectives left out: the same at every placement.
 *
 * @param stage counted from 0
 * @param alike stages that do the same
 * @param pass of one micro-batch
 * @param dense bytes of the mean layer without experts
 * @param experts bytes of the experts of the mean layer
 * @param outside bytes of embedding and head
 * @param optimizerSeconds of its optimizer
 */
record TrainingStage(
    int stage,
    int alike,
    TrainingPass pass,
    StageBytes dense,
    StageBytes experts,
    StageBytes outside,
    double optimizerSeconds) {

  /** The first stage, one for all in the middle, and the last. */
  static List<TrainingStage> of(TrainingSetup setup) {
    int stages = setup.parallelism().pipeline();
    List<TrainingStage> distinct = new ArrayList<>();
    distinct.add(of(setup, 0, 1));
    if (stages > 2) {
      distinct.add(of(setup, 1, stages - 2));
    }
    if (stages > 1) {
      distinct.add(of(setup, stages - 1, 1));
    }
    return distinct;
  }

  private static TrainingStage of(TrainingSetup setup, int stage, int alike) {
    ParallelismSpec parallelism = setup.parallelism();
    TrainingPass pass =
        TrainingPass.of(
            setup.machine(),
            setup.share(stage),
            setup.training(),
            setup.kernel(),
            setup.sequences(),
            parallelism.sequenceParallel() ? parallelism.tensor() : 1,
            stage == 0,
            parallelism.microBatches() > 1);
    double optimizer =
        OptimizerUpdate.of(setup.machine(), setup.model(), setup.training(), parallelism, stage)
            .seconds();
    return new TrainingStage(
        stage,
        alike,
        pass,
        StageBytes.dense(setup, stage).over(pass.layers()),
        StageBytes.experts(setup, stage).over(pass.layers()),
        StageBytes.outside(setup, stage),
        optimizer);
  }
}
