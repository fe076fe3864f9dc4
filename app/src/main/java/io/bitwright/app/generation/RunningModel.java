package io.bitwright.app.generation;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.decoding.BatchedMatmul;
import io.bitwright.golden.decoding.ForwardPass;
import io.bitwright.golden.decoding.SequenceBatch;
import io.bitwright.golden.decoding.TokenModel;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;

/** A checkpoint that computes on an engine, and what its passes cost on a machine. */
final class RunningModel {
  private final ModelConfig model;
  private final NumberFormat weights;
  private final Machine machine;
  private final CycleCountingMatmul counted;
  private final BatchedMatmul batch;
  private final TokenModel tokens;

  /**
   * Makes a checkpoint ready.
   *
   * @param weights format of its linear layers
   * @param products the engine that multiplies integers
   * @throws SpecException if there is no arithmetic for the format, or it is of integers that the
   *     machine's array does not multiply
   */
  RunningModel(
      Checkpoint checkpoint, NumberFormat weights, Machine machine, IntegerMatmul products) {
    this.model = checkpoint.config();
    this.weights = weights;
    this.machine = machine;
    refuseIntegersBesideTheArray();
    counted =
        new CycleCountingMatmul(
            products, MatrixUnits.of(machine.accelerator().matrixUnit()).unit());
    batch = new BatchedMatmul(counted);
    LinearArithmetic arithmetic = LinearArithmetic.of(weights, batch, LinearObserver.NONE);
    tokens =
        TokenModel.of(
            ReferenceTransformer.with(checkpoint.config(), checkpoint.weights(), arithmetic));
  }

  private void refuseIntegersBesideTheArray() {
    AcceleratorSpec accelerator = machine.accelerator();
    boolean multiplies =
        OperandPairChoice.of(accelerator.matrixUnit(), weights, NumberFormat.INT8)
            .pair()
            .isPresent();
    if (multipliesIntegers() && !multiplies) {
      throw new SpecException(
          "%s: its array does not multiply the %s weights of %s, and a run counts its cycles"
              .formatted(accelerator.name(), weights, model.name()));
    }
  }

  NumberFormat weights() {
    return weights;
  }

  TokenModel tokens() {
    return tokens;
  }

  /** Runs sequences side by side, their products as one. */
  SequenceBatch batch() {
    return batch;
  }

  /**
   * What passes cost.
   *
   * @param linearCycles clock cycles of the linear layers on the matrix unit
   * @param seconds time of the whole model
   * @param joules energy of the whole model, system view
   */
  record Cost(long linearCycles, double seconds, double joules) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(Cost other) {
      return new Cost(
          linearCycles + other.linearCycles, seconds + other.seconds, joules + other.joules);
    }
  }

  /**
   * What the passes that this model has run cost together. The cycles are those of the products as
   * they ran where they are of integers, and estimated where the model multiplies floating-point
   * numbers.
   *
   * @param passes the estimated cost of each
   */
  Cost total(List<Cost> passes) {
    return new Cost(
        multipliesIntegers()
            ? counted.cycles()
            : passes.stream().mapToLong(Cost::linearCycles).sum(),
        passes.stream().mapToDouble(Cost::seconds).sum(),
        passes.stream().mapToDouble(Cost::joules).sum());
  }

  /** What one pass costs, its cycles estimated. */
  Cost estimatedCost(ForwardPass pass) {
    CostEstimate estimate = estimate(pass);
    return new Cost(
        linearCycles(estimate), estimate.estimate().latencySeconds(), estimate.energy().total());
  }

  private boolean multipliesIntegers() {
    return weights.kind() == NumberFormat.Kind.INTEGER;
  }

  private CostEstimate estimate(ForwardPass pass) {
    NumberFormat activations = multipliesIntegers() ? NumberFormat.INT8 : weights;
    boolean decodes = pass.tokens() == 1 && pass.context() > 0;
    WorkloadSpec workload =
        new WorkloadSpec(
            decodes ? Phase.DECODE : Phase.PREFILL,
            pass.sequences(),
            pass.tokens(),
            pass.context(),
            weights,
            activations);
    int node = machine.accelerator().energyNodeNm();
    return pass.scoresEveryToken() && !decodes
        ? CostEstimate.ofScoredPass(machine, model, workload, node)
        : CostEstimate.ofModel(machine, model, workload, EnergyView.SYSTEM, node);
  }

  private static long linearCycles(CostEstimate pass) {
    return pass.estimate().operators().stream()
        .filter(line -> line.kind() == OperatorKind.MATMUL)
        .filter(line -> TransformerGraph.isLinearLayer(line.name()))
        .mapToLong(OperatorEstimate::cycles)
        .sum();
  }
}
