package io.bitwright.simulator.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostEstimateTest {
  private static final int STEPS = 20;

  @ParameterizedTest
  @CsvSource({
    "mistral-7b, tpu-v4, BF16, BF16, SYSTEM",
    "mistral-7b, tpu-v4, BF16, BF16, ARITHMETIC",
    "mistral-7b, nvidia-h200, BF16, BF16, SYSTEM",
    "gpt2, nvidia-h200, BF16, BF16, ARITHMETIC",
    "bitnet-b1.58-2b-4t, edge-ternary-16x16, TERNARY, INT8, SYSTEM",
    "bitnet-b1.58-2b-4t, edge-ternary-16x16, TERNARY, INT8, ARITHMETIC",
  })
  void energyOfAGenerationIsThatOfItsPassesOneByOne(
      String name,
      String machine,
      NumberFormat weights,
      NumberFormat activations,
      EnergyView view) {
    ModelConfig model = ModelLibrary.get(name);
    AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
    WorkloadSpec prefill = new WorkloadSpec(Phase.PREFILL, 2, 50, 3, weights, activations);
    EnergyJoules sum =
        CostEstimate.ofModel(Machine.of(accelerator), model, prefill, view, 7).energy();
    for (int step = 0; step < STEPS; step++) {
      WorkloadSpec decode = new WorkloadSpec(Phase.DECODE, 2, 1, 53 + step, weights, activations);
      sum =
          sum.plus(CostEstimate.ofModel(Machine.of(accelerator), model, decode, view, 7).energy());
    }

    CostEstimate whole =
        CostEstimate.ofModel(
            Machine.of(accelerator),
            model,
            prefill.with(new GenerationSpec(STEPS, 1, Optional.empty())),
            view,
            7);
    assertClose(whole.energy(), sum);
    assertClose(whole.joulesPerToken(), sum.total() / (2 * STEPS));
    assertThat(whole.operatorEnergies()).hasSameSizeAs(whole.estimate().operators());
    assertClose(
        whole.operatorEnergies().stream().mapToDouble(EnergyJoules::total).sum(),
        sum.total() - sum.idle());
  }

  private static void assertClose(EnergyJoules actual, EnergyJoules expected) {
    assertClose(actual.total(), expected.total());
    assertClose(actual.add(), expected.add());
    assertClose(actual.multiply(), expected.multiply());
    assertClose(actual.onChip(), expected.onChip());
    assertClose(actual.offChip(), expected.offChip());
    assertClose(actual.idle(), expected.idle());
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(expected * 1e-12));
  }
}
