package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.training.TrainingWork;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPassTest {
  private static final Machine H200 = Machine.of(AcceleratorLibrary.get("nvidia-h200"));
  private static final ModelConfig SMALL = TrainingModels.MEASURED;

  private static TrainingPass pass(Machine machine, ModelConfig model, TrainingSpec training) {
    return TrainingPass.of(
        machine, model, training, AttentionKernel.FUSED, training.batch(), 1, true, false);
  }

  private static double productFlops(List<OperatorEstimate> lines) {
    return lines.stream()
        .filter(line -> line.kind() == OperatorKind.MATMUL)
        .mapToDouble(line -> 2.0 * line.m() * line.k() * line.n() * line.count())
        .sum();
  }

  @Test
  void productsAreThoseThatTheConventionCounts() {
    TrainingSpec training = TrainingModels.bf16(2, 512, Recomputation.NONE);
    TrainingPass pass = pass(H200, SMALL, training);
    TrainingWork work = TrainingWork.of(SMALL, training);
    assertThat(productFlops(pass.forward())).isEqualTo(work.weightGradients());
    assertThat(productFlops(pass.backward())).isEqualTo(2 * work.weightGradients());
  }

  @Test
  void frozenProductsHaveNoGradientOfWeights() {
    TrainingSpec training =
        TrainingModels.bf16(2, 512, Recomputation.NONE)
            .with(new TrainingMethod.Lora(LoraSpec.of(8, EnumSet.allOf(LoraTarget.class))));
    TrainingPass pass = pass(H200, SMALL, training);
    TrainingWork work = TrainingWork.of(SMALL, training);
    double forward = productFlops(pass.forward());
    assertThat(productFlops(pass.backward())).isEqualTo(forward + work.weightGradients());
  }

  @Test
  void fullRecomputationIsTheForwardPassOfTheLayers() {
    PassSeconds kept =
        pass(H200, SMALL, TrainingModels.bf16(4, 1024, Recomputation.NONE)).inLayers();
    PassSeconds again =
        pass(H200, SMALL, TrainingModels.bf16(4, 1024, Recomputation.FULL)).inLayers();
    assertThat(kept.recomputation()).isZero();
    assertThat(again.recomputation()).isEqualTo(kept.forward());
    assertThat(again.backward()).isEqualTo(kept.backward());
  }

  /** Five products of a score instead of two, and one exponential in each. */
  @ParameterizedTest
  @ValueSource(strings = {"nvidia-h200", "tpu-v4"})
  void attentionBackwardTakesTwoToFourTimesItsForwardPass(String accelerator) {
    Machine machine = Machine.of(AcceleratorLibrary.get(accelerator));
    TrainingPass pass = pass(machine, SMALL, TrainingModels.bf16(4, 2048, Recomputation.NONE));
    double forward = attentionSeconds(pass.forward());
    assertThat(attentionSeconds(pass.backward())).isBetween(1.5 * forward, 4 * forward);
  }

  private static double attentionSeconds(List<OperatorEstimate> lines) {
    return lines.stream()
        .filter(line -> line.kind() == OperatorKind.ATTENTION)
        .mapToDouble(OperatorEstimate::seconds)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvidia-a100-80gb", "tpu-v5e", "tpu-v2", "u280"})
  void everyKindOfMachineTrains(String accelerator) {
    Machine machine = Machine.of(AcceleratorLibrary.get(accelerator));
    PassSeconds seconds =
        pass(machine, SMALL, TrainingModels.bf16(1, 256, Recomputation.NONE)).seconds();
    assertThat(seconds.backward()).isGreaterThan(seconds.forward());
  }

  @Test
  void stagesAddUpToTheModel() {
    ModelConfig llama = ModelLibrary.get("llama-2-7b");
    TrainingSpec training = TrainingModels.bf16(1, 1024, Recomputation.NONE);
    double whole = pass(H200, llama, training).seconds().total();
    double stages = 0;
    for (int stage = 0; stage < 4; stage++) {
      ModelConfig share = new ModelShare(1, 1, 1, 4).of(llama, stage);
      stages +=
          TrainingPass.of(H200, share, training, AttentionKernel.FUSED, 1, 1, stage == 0, false)
              .seconds()
              .total();
    }
    assertThat(stages).isCloseTo(whole, within(1e-12));
  }
}
