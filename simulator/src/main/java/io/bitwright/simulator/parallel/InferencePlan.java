package io.bitwright.simulator.parallel;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The layout of least time for a workload among all that suit the pod and fit its memory.
 *
 * @param best the fastest, the first of several
 * @param runnersUp the next ones, fastest first
 * @param considered layouts that suit the model, the pod and the batch
 * @param tooLarge of them, those that do not fit the memory
 */
public record InferencePlan(
    InferenceEstimate best, List<InferenceEstimate> runnersUp, int considered, int tooLarge) {
  private static final int MOST_RUNNERS_UP = 5;

  public InferencePlan {
    runnersUp = List.copyOf(runnersUp);
  }

  /**
   * Estimates all layouts. Where none fits, the one that misses least is the best.
   *
   * @throws SpecException if no layout suits the model, the pod and the batch
   */
  public static InferencePlan of(PodMachine pod, ModelConfig model, WorkloadSpec workload) {
    List<InferenceLayout> layouts =
        InferenceLayouts.all(model, Math.toIntExact(pod.chips()), workload.batch());
    if (layouts.isEmpty()) {
      throw new SpecException(
          "no layout of %s suits %d chips with a batch of %d"
              .formatted(model.name(), pod.chips(), workload.batch()));
    }
    List<InferenceEstimate> fitting =
        layouts.parallelStream()
            .map(layout -> PodInference.ifItFits(pod, model, workload, layout))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingDouble(InferenceEstimate::seconds))
            .toList();
    int tooLarge = layouts.size() - fitting.size();
    if (fitting.isEmpty()) {
      InferenceEstimate least =
          layouts.parallelStream()
              .map(layout -> PodInference.of(pod, model, workload, layout))
              .min(Comparator.comparingDouble(InferenceEstimate::missingBytes))
              .orElseThrow();
      return new InferencePlan(least, List.of(), layouts.size(), tooLarge);
    }
    List<InferenceEstimate> others =
        fitting.subList(1, Math.min(fitting.size(), 1 + MOST_RUNNERS_UP));
    return new InferencePlan(fitting.getFirst(), others, layouts.size(), tooLarge);
  }
}
