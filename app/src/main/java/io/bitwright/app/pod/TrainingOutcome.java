package io.bitwright.app.pod;

import io.bitwright.app.energy.EnergyFigures;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.parallel.PlanSearch;
import io.bitwright.simulator.parallel.PodEnergy;
import io.bitwright.simulator.parallel.TrainingSetup;
import io.bitwright.simulator.parallel.TrainingStep;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import java.util.Optional;

/**
 * A step of training on some chips.
 *
 * @param search how the plan was found; empty where it was given
 */
public record TrainingOutcome(PodTarget target, TrainingStep step, Optional<PlanSearch> search) {

  /** Joules of all chips together. */
  public EnergyFigures energy() {
    EnergyAccounting accounting =
        target.machine().machine().energy(target.accelerator().energyNodeNm());
    return new EnergyFigures(
        PodEnergy.of(target.machine(), step, accounting),
        EnergyView.SYSTEM,
        step.tokensPerSecond() * step.seconds(),
        step.seconds(),
        step.work().modelFlops(),
        target.chips(),
        accounting);
  }

  /**
   * Estimates a step by the plan given, or by the fastest that fits.
   *
   * @throws io.bitwright.spec.SpecException if the plan suits neither pod, model nor batch, or none
   *     does or fits
   */
  public static TrainingOutcome of(
      PodTarget target, ModelConfig model, TrainingSpec training, ParallelChoices choices) {
    if (target.chips() > 1 && choices.isAutomatic()) {
      choices.refuseBesideSearch();
      PlanSearch search =
          PlanSearch.of(target.machine().machine(), model, training, target.machine().axes());
      return new TrainingOutcome(target, search.step(), Optional.of(search));
    }
    ParallelismSpec plan = choices.parallelism(target.chips());
    return new TrainingOutcome(target, step(target, model, training, plan), Optional.empty());
  }

  private static TrainingStep step(
      PodTarget target, ModelConfig model, TrainingSpec training, ParallelismSpec plan) {
    TrainingSetup setup = new TrainingSetup(target.machine().machine(), model, training, plan);
    return TrainingStep.of(setup, target.machine().axes());
  }
}
