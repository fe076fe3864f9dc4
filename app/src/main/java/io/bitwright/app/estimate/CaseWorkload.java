package io.bitwright.app.estimate;

import io.bitwright.app.pod.InferenceOutcome;
import io.bitwright.app.pod.ParallelChoices;
import io.bitwright.app.pod.PodTarget;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What the columns of a case file ask of a model, for others than case files. */
public final class CaseWorkload {
  private static final EstimateRequest.Choices DEFAULTS =
      new EstimateRequest.Choices(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(EnergyView.SYSTEM),
          OptionalInt.empty(),
          new GenerationChoices(
              OptionalInt.empty(),
              OptionalInt.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              OptionalInt.empty(),
              OptionalDouble.empty()),
          new OperatorChoices(
              Optional.empty(),
              OptionalInt.empty(),
              OptionalInt.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              OptionalDouble.empty()));

  private CaseWorkload() {}

  /**
   * The workload of some cells on one chip.
   *
   * @param cells texts by column of a case file; what is missing has the default
   * @throws SpecException if a cell is wrong, or cells do not go together
   */
  public static WorkloadSpec of(
      Map<String, String> cells, ModelConfig model, AcceleratorSpec accelerator) {
    return choices(cells).of(new EstimateRequest.ModelSubject(model), accelerator).workload();
  }

  private static EstimateRequest.Choices choices(Map<String, String> cells) {
    return CaseRow.of(cells)
        .choices(
            DEFAULTS,
            name -> {
              throw new SpecException("draft: has no place here: " + name);
            });
  }

  /** Pods that have been asked for, each put together once. For one thread. */
  public static final class Pods {
    private final Map<ParallelChoices, PodTarget> targets = new HashMap<>();

    /**
     * An inference on the chips of a pod.
     *
     * @param cells as {@link CaseWorkload#of}, with the pod and the degrees
     * @throws SpecException if a cell is wrong, or the plan suits neither pod, model nor batch
     */
    public InferenceOutcome inference(Map<String, String> cells, ModelConfig model) {
      ParallelChoices chips = CaseRow.of(cells).chips();
      PodTarget target = targets.computeIfAbsent(chips, _ -> PodTarget.of(chips, Optional.empty()));
      WorkloadSpec workload =
          choices(cells)
              .ofChips(new EstimateRequest.ModelSubject(model), target, chips, Optional.empty())
              .workload();
      return InferenceOutcome.of(target, model, workload, chips);
    }
  }
}
