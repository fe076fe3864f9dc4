package io.bitwright.simulator.parallel;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.ActionTotal;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.energy.LinkBytes;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.spec.training.ParallelismSpec;
import java.util.List;

/**
 * The energy of all chips of a pod: their actions, what their links carry, and their idle power
 * over the whole time. The collectives of the stage that an estimate shows stand for those of all
 * stages.
 */
public final class PodEnergy {
  private PodEnergy() {}

  /** The energy of an inference. */
  public static EnergyJoules of(
      PodMachine pod, InferenceEstimate estimate, EnergyAccounting accounting) {
    LinkTraffic traffic = pod.linkTraffic();
    double chips = estimate.chips();
    for (CollectiveLine line : estimate.collectives()) {
      traffic.add(
          line.over().stream()
              .flatMap(degree -> estimate.placement().axes(degree).stream())
              .toList(),
          line.collective(),
          line.bytes(),
          line.count() * chips * estimate.microBatches());
    }
    return joules(accounting, estimate.actions(), traffic.links(), chips, estimate.seconds());
  }

  /** The energy of a step of training. */
  public static EnergyJoules of(PodMachine pod, TrainingStep step, EnergyAccounting accounting) {
    LinkTraffic traffic = pod.linkTraffic();
    double chips = step.setup().parallelism().chips();
    for (TrainingCollective collective : step.collectives()) {
      traffic.add(
          step.placement().axes(collective.degree()),
          collective.collective(),
          collective.bytes(),
          collective.count() * chips);
    }
    return joules(accounting, actions(step.setup()), traffic.links(), chips, step.seconds());
  }

  private static EnergyJoules joules(
      EnergyAccounting accounting,
      ActionCounts actions,
      List<LinkBytes> links,
      double chips,
      double seconds) {
    return EnergyJoules.sum(
        List.of(
            accounting.joules(actions, EnergyView.SYSTEM),
            accounting.links(links),
            accounting.standby(EnergyView.SYSTEM, seconds).times(chips)));
  }

  /** Actions of all chips in a step. */
  private static ActionCounts actions(TrainingSetup setup) {
    ParallelismSpec plan = setup.parallelism();
    double chipsOfStage = (double) plan.chips() / plan.pipeline();
    ActionTotal total = new ActionTotal();
    for (TrainingStage stage : TrainingStage.of(setup, new StepCache())) {
      double alike = stage.alike().size() * chipsOfStage;
      add(total, stage.pass().forward(), alike * plan.microBatches());
      add(total, stage.pass().again(), alike * plan.microBatches());
      add(total, stage.pass().backward(), alike * plan.microBatches());
      OperatorEstimate optimizer =
          OptimizerUpdate.of(setup.machine(), setup.model(), setup.training(), plan, stage.stage());
      total.add(optimizer.actions(), alike);
    }
    return total.counts();
  }

  private static void add(ActionTotal total, List<OperatorEstimate> lines, double times) {
    lines.forEach(line -> total.add(line.actions(), times));
  }
}
