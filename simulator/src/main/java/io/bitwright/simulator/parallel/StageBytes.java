package io.bitwright.simulator.parallel;

import io.bitwright.simulator.training.ModelStates;
import io.bitwright.simulator.training.ParameterGroup;
import io.bitwright.simulator.training.ParameterGroup.Place;
import io.bitwright.simulator.training.StageShare;
import io.bitwright.simulator.training.TrainedParameters;
import io.bitwright.spec.training.ParallelismSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Bytes of one chip's parameters before states are shared out.
 *
 * @param weights in the formats of forward and backward pass
 * @param gradients of trained parameters
 */
record StageBytes(double weights, double gradients) {
  private static final Set<Place> OUTSIDE =
      EnumSet.of(Place.EMBEDDING, Place.HEAD, Place.SHARED_HEAD);

  private static final Set<Place> SHARED = EnumSet.of(Place.SHARED_HEAD);
  private static final Set<Place> EXPERTS = EnumSet.of(Place.EXPERTS);
  private static final Set<Place> DENSE =
      EnumSet.of(Place.LAYERS, Place.KEY_VALUE_HEADS, Place.WHOLE);

  /** Those of all layers of a stage, experts left out. */
  static StageBytes dense(TrainingSetup setup, int stage) {
    return of(setup, stage, DENSE);
  }

  /** Those of the experts of all layers of a stage. */
  static StageBytes experts(TrainingSetup setup, int stage) {
    return of(setup, stage, EXPERTS);
  }

  /** Those of the embedding and of the head, where the stage has them. */
  static StageBytes outside(TrainingSetup setup, int stage) {
    return of(setup, stage, OUTSIDE);
  }

  /**
   * Those of an embedding that the head of another stage shares: as many on both; nothing where no
   * other stage has it.
   */
  static StageBytes shared(TrainingSetup setup, int stage) {
    int last = setup.parallelism().pipeline() - 1;
    return stage == 0 || stage == last ? of(setup, last, SHARED) : new StageBytes(0, 0);
  }

  private static StageBytes of(TrainingSetup setup, int stage, Set<Place> places) {
    List<ParameterGroup> groups =
        TrainedParameters.of(setup.model(), setup.training()).groups().stream()
            .filter(group -> places.contains(group.place()))
            .toList();
    ModelStates states =
        ModelStates.ofStage(
            new TrainedParameters(groups),
            setup.training().optimizer(),
            notShared(setup.parallelism()),
            StageShare.of(setup.model().lastStack(), setup.parallelism(), stage));
    return new StageBytes(states.weights(), states.gradients());
  }

  /** The same chips, each with all states. */
  private static ParallelismSpec notShared(ParallelismSpec parallelism) {
    return parallelism.withSharing(parallelism.replicas(), 1, parallelism.zeroStage());
  }

  /** Part of it. */
  StageBytes over(double parts) {
    return new StageBytes(weights / parts, gradients / parts);
  }
}
