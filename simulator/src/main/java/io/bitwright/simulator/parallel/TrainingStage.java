package io.bitwright.simulator.parallel;

import io.bitwright.spec.training.ParallelismSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the chips of a stage do in a step, collectives left out: the same at every placement.
 *
 * @param alike stages that do the same, counted from 0
 * @param pass of one micro-batch
 * @param dense bytes of the mean layer without experts
 * @param experts bytes of the experts of the mean layer
 * @param outside bytes of embedding and head
 * @param shared bytes of these that another stage has, too
 * @param optimizerSeconds of its optimizer
 */
record TrainingStage(
    Set<Integer> alike,
    TrainingPass pass,
    StageBytes dense,
    StageBytes experts,
    StageBytes outside,
    StageBytes shared,
    double optimizerSeconds) {
  TrainingStage {
    alike = Collections.unmodifiableSet(new TreeSet<>(alike));
  }

  /** The first stage, one for all of as many layers in the middle, and the last. */
  static List<TrainingStage> of(TrainingSetup setup, StepCache cache) {
    int stages = setup.parallelism().pipeline();
    List<Set<Integer>> alike = new ArrayList<>();
    alike.add(Set.of(0));
    Map<Integer, Set<Integer>> middle = new LinkedHashMap<>();
    for (int stage = 1; stage < stages - 1; stage++) {
      middle.computeIfAbsent(setup.layers(stage), count -> new TreeSet<>()).add(stage);
    }
    alike.addAll(middle.values());
    if (stages > 1) {
      alike.add(Set.of(stages - 1));
    }
    return alike.stream().map(same -> of(setup, same, cache)).toList();
  }

  /** One of those that do the same. */
  int stage() {
    return alike.iterator().next();
  }

  private static TrainingStage of(TrainingSetup setup, Set<Integer> alike, StepCache cache) {
    ParallelismSpec parallelism = setup.parallelism();
    int stage = alike.iterator().next();
    TrainingPass pass = cache.pass(setup, stage);
    double optimizer =
        OptimizerUpdate.of(setup.machine(), setup.model(), setup.training(), parallelism, stage)
            .seconds();
    return new TrainingStage(
        alike,
        pass,
        StageBytes.dense(setup, stage).over(pass.layers()),
        StageBytes.experts(setup, stage).over(pass.layers()),
        StageBytes.outside(setup, stage),
        StageBytes.shared(setup, stage),
        optimizer);
  }
}
