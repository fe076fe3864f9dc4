package io.bitwright.app.pod;

import io.bitwright.app.energy.EnergyFigures;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.ModelWork;
import io.bitwright.simulator.parallel.InferenceEstimate;
import io.bitwright.simulator.parallel.InferencePlan;
import io.bitwright.simulator.parallel.PodEnergy;
import io.bitwright.simulator.parallel.PodInference;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;

/**
 * An inference on some chips.
 *
 * @param plan how the layout was found; empty where it was given
 */
public record InferenceOutcome(
    PodTarget target,
    ModelConfig model,
    WorkloadSpec workload,
    InferenceEstimate estimate,
    Optional<InferencePlan> plan) {

  /** Joules of all chips together. */
  public EnergyFigures energy() {
    EnergyAccounting accounting =
        target.machine().machine().energy(target.accelerator().energyNodeNm());
    return new EnergyFigures(
        PodEnergy.of(target.machine(), estimate, accounting),
        EnergyView.SYSTEM,
        estimate.tokensPerSecond() * estimate.seconds(),
        estimate.seconds(),
        ModelWork.flops(model, workload),
        target.chips(),
        accounting);
  }

  /**
   * Estimates a workload with the layout given, or with the fastest that fits.
   *
   * @throws io.bitwright.spec.SpecException if the layout suits neither pod, model nor batch, or
   *     none does
   */
  public static InferenceOutcome of(
      PodTarget target, ModelConfig model, WorkloadSpec workload, ParallelChoices choices) {
    if (choices.isAutomatic()) {
      choices.refuseBesideSearch();
      InferencePlan plan = InferencePlan.of(target.machine(), model, workload);
      return new InferenceOutcome(target, model, workload, plan.best(), Optional.of(plan));
    }
    InferenceEstimate estimate =
        PodInference.of(target.machine(), model, workload, choices.layout(target.chips()));
    return new InferenceOutcome(target, model, workload, estimate, Optional.empty());
  }
}
