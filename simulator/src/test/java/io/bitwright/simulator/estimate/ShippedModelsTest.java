package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelParameters;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model that ships, on every machine that ships. */
class ShippedModelsTest {
  private static final double ROUNDING = 1e-9;

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.model.ModelLibrary#names")
  void everyModelIsEstimatedOnEveryMachineWithinItsBounds(String name) {
    ModelConfig model = ModelLibrary.get(name);
    for (String machine : AcceleratorLibrary.names()) {
      AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
      for (Phase phase : Phase.values()) {
        if (phase == Phase.PREFILL || model.decodes()) {
          holdsItsBounds(accelerator, model, workload(phase));
        }
      }
    }
  }

  private static WorkloadSpec workload(Phase phase) {
    return phase == Phase.PREFILL
        ? new WorkloadSpec(phase, 2, 96, 0, NumberFormat.INT8, NumberFormat.INT8)
        : new WorkloadSpec(phase, 2, 1, 96, NumberFormat.INT8, NumberFormat.INT8);
  }

  private static void holdsItsBounds(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    Estimate estimate = Estimator.estimate(accelerator, model, workload);
    double moved = estimate.actions().offChipReadBytes() + estimate.actions().offChipWriteBytes();

    assertThat(estimate.latencySeconds())
        .as("%s on %s", model.name(), accelerator.name())
        .isPositive()
        .isGreaterThanOrEqualTo(
            moved / accelerator.memory().bandwidth().bytesPerSecond() * (1 - ROUNDING))
        .isGreaterThanOrEqualTo(accelerator.clock().seconds(estimate.cycles()) * (1 - ROUNDING));
    assertThat(estimate.flops()).isPositive();
    assertThat(estimate.memoryBytes().weights())
        .isEqualTo(ModelParameters.bytes(model, Estimator.formats(accelerator, workload)));
    if (!model.decodes()) {
      assertThat(estimate.memoryBytes().kvCache()).isZero();
    } else if (workload.phase() == Phase.DECODE) {
      assertThat(estimate.memoryBytes().kvCache())
          .isGreaterThan(KeyValueCache.bytes(model, workload.context(), 2, NumberFormat.BF16));
    }
  }
}
