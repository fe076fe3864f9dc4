package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.training.ModelStates;
import io.bitwright.simulator.training.ParameterGroup;
import io.bitwright.simulator.training.StageShare;
import io.bitwright.simulator.training.TrainedParameters;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.List;

/**
 * The optimizer's step on one chip, one pass over the parameters that it updates: gradients, states
 * and weights (or masters, where there are any) are read, states, weights and masters written.
 * Chips that share optimizer states update their share only (ZeRO, Rajbhandari et al. 2019, arXiv
 * 1910.02054, section 5.1).
 */
final class OptimizerUpdate {
  private OptimizerUpdate() {}

  /** The update on a chip of a stage, counted from 0. */
  static OperatorEstimate of(
      Machine machine,
      ModelConfig model,
      TrainingSpec training,
      ParallelismSpec parallelism,
      int stage) {
    List<ParameterGroup> trained =
        TrainedParameters.of(model, training).groups().stream()
            .filter(ParameterGroup::trained)
            .toList();
    ModelStates states =
        ModelStates.ofStage(
            new TrainedParameters(trained),
            training.optimizer(),
            sharedOut(parallelism),
            StageShare.of(model.lastStack(), parallelism, stage));
    double changed = states.masters() > 0 ? states.masters() : states.weights();
    double read = changed + states.gradients() + states.optimizerStates();
    double written = states.weights() + states.optimizerStates() + states.masters();
    double gradientBytes = (double) training.precision().gradients().registerBits() / Byte.SIZE;
    VectorOperator update =
        new VectorOperator(
            "optimizer",
            OperatorKind.OPTIMIZER,
            VectorOperation.OPTIMIZER_STEP,
            Math.round(states.gradients() / gradientBytes),
            NumberFormat.FP32,
            0,
            0,
            written,
            read);
    return machine.line(update, 1, 0);
  }

  /** The same with all states shared out among those that share optimizer states. */
  private static ParallelismSpec sharedOut(ParallelismSpec parallelism) {
    return parallelism.withSharing(parallelism.data(), parallelism.fsdp(), ZeroStage.WEIGHTS);
  }
}
