package io.bitwright.simulator.cost;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.ActionTotal;
import io.bitwright.simulator.convention.ArithmeticConvention;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.ConvolutionEstimate;
import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.GenerationEstimate;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.NetworkEstimate;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * An estimate and the energy of its actions. Idle energy belongs to the whole run alone, so the
 * operators' energies add up to the whole but for it.
 *
 * @param estimate time, memory and actions
 * @param energy of the whole run
 * @param operatorEnergies of each operator of the estimate, in its order
 * @param accounting what the prices are
 */
public record CostEstimate(
    Estimate estimate,
    EnergyJoules energy,
    List<EnergyJoules> operatorEnergies,
    EnergyAccounting accounting) {
  public CostEstimate {
    operatorEnergies = List.copyOf(operatorEnergies);
  }

  /**
   * All passes of a workload of a model. The arithmetic view counts as {@link ArithmeticConvention}
   * does, the system view what the operators really do; a convolutional network, of which the
   * papers say nothing, is counted as it runs in both.
   *
   * @param nodeNm process node of the energy tables, in nanometres
   * @throws io.bitwright.spec.SpecException as {@link Estimator} and {@link EnergyAccounting} do
   */
  public static CostEstimate ofModel(
      Machine machine, ModelConfig model, WorkloadSpec workload, EnergyView view, int nodeNm) {
    return ofModel(machine, model, workload, view, machine.energy(nodeNm));
  }

  /** The same by an accounting of the machine. */
  public static CostEstimate ofModel(
      Machine machine,
      ModelConfig model,
      WorkloadSpec workload,
      EnergyView view,
      EnergyAccounting accounting) {
    if (model.network().isPresent()) {
      return asItRuns(NetworkEstimate.of(machine, model, workload), view, accounting);
    }
    GenerationEstimate passes = GenerationEstimate.of(machine, model, workload);
    Estimate estimate = passes.whole();
    List<ActionCounts> actions = new ArrayList<>();
    switch (view) {
      case SYSTEM -> estimate.operators().forEach(line -> actions.add(line.actions()));
      case ARITHMETIC -> passes.runs().forEach(runs -> actions.add(byConvention(runs, workload)));
    }
    return priced(estimate, actions, view, accounting);
  }

  /**
   * A single pass with logits at all of its tokens, {@link GenerationEstimate#ofScoredPass}, in the
   * system view.
   *
   * @param nodeNm process node of the energy tables, in nanometres
   * @throws io.bitwright.spec.SpecException as {@link Estimator} and {@link EnergyAccounting} do
   */
  public static CostEstimate ofScoredPass(
      Machine machine, ModelConfig model, WorkloadSpec workload, int nodeNm) {
    return asItRuns(
        GenerationEstimate.ofScoredPass(machine, model, workload).whole(),
        EnergyView.SYSTEM,
        machine.energy(nodeNm));
  }

  private static ActionCounts byConvention(
      List<GenerationEstimate.Run> runs, WorkloadSpec workload) {
    ActionTotal total = new ActionTotal();
    for (GenerationEstimate.Run run : runs) {
      total.add(
          ArithmeticConvention.actions(run.line(), run.series(), workload.weights()),
          run.series().times());
    }
    return total.counts();
  }

  /** One product alone, counted as it runs in both views; otherwise as for a model. */
  public static CostEstimate ofMatmul(
      Machine machine,
      MatmulShape shape,
      NumberFormat weights,
      NumberFormat activations,
      EnergyView view,
      EnergyAccounting accounting) {
    Estimate estimate = Estimator.estimateMatmul(machine, shape, weights, activations);
    return asItRuns(estimate, view, accounting);
  }

  /** One convolution alone, as {@link #ofMatmul}. */
  public static CostEstimate ofConvolution(
      Machine machine,
      ConvolutionShape shape,
      ConvolutionAlgorithm algorithm,
      NumberFormat weights,
      NumberFormat activations,
      EnergyView view,
      EnergyAccounting accounting) {
    Estimate estimate = ConvolutionEstimate.of(machine, shape, algorithm, weights, activations);
    return asItRuns(estimate, view, accounting);
  }

  private static CostEstimate asItRuns(
      Estimate estimate, EnergyView view, EnergyAccounting accounting) {
    List<ActionCounts> actions =
        estimate.operators().stream().map(OperatorEstimate::actions).toList();
    return priced(estimate, actions, view, accounting);
  }

  private static CostEstimate priced(
      Estimate estimate, List<ActionCounts> actions, EnergyView view, EnergyAccounting accounting) {
    List<EnergyJoules> energies = new ArrayList<>();
    actions.forEach(ofOperator -> energies.add(accounting.joules(ofOperator, view)));
    List<EnergyJoules> parts = new ArrayList<>(energies);
    parts.add(accounting.standby(view, estimate.latencySeconds()));
    return new CostEstimate(estimate, EnergyJoules.sum(parts), energies, accounting);
  }

  /** The figures without the lines. */
  public CostSummary summary() {
    return new CostSummary(
        estimate.latencySeconds(),
        estimate.tokensPerSecond() * estimate.latencySeconds(),
        estimate.flops(),
        estimate.peakFlopsPerSecond(),
        energy.total(),
        estimate.memoryBytes().total(),
        estimate.fitsInMemory());
  }

  /**
   * Energy of a token: of all tokens that the run computes; of a row of M for a product; of an
   * image for convolutions.
   */
  public double joulesPerToken() {
    return energy.total() / (estimate.tokensPerSecond() * estimate.latencySeconds());
  }
}
