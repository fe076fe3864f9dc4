package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.training.AlignmentStep;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.AlignmentMethod;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingMethodsTest {
  private static final Machine H200 = Machine.of(AcceleratorLibrary.get("nvidia-h200"));
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");
  private static final ModelConfig SMALL = TrainingModels.MEASURED;
  private static final Set<LoraTarget> QUERIES_AND_VALUES =
      EnumSet.of(LoraTarget.Q_PROJ, LoraTarget.V_PROJ);

  private static TrainingStep step(TrainingMethod method) {
    TrainingSpec training = TrainingModels.bf16(4, 1024, Recomputation.NONE).with(method);
    return TrainingStep.of(
        new TrainingSetup(H200, LLAMA, training, ParallelismSpec.ONE_CHIP), List.of());
  }

  /** Two thirds of the products are left, and next to no optimizer. */
  @Test
  void frozenWeightsSaveTheirGradientsAndTheirUpdate() {
    TrainingStep full = step(new TrainingMethod.Full());
    TrainingStep lora = step(new TrainingMethod.Lora(LoraSpec.of(8, QUERIES_AND_VALUES)));
    assertThat(lora.seconds()).isBetween(full.seconds() * 0.6, full.seconds() * 0.85);
    assertThat(lora.optimizerSeconds()).isLessThan(full.optimizerSeconds() / 50);
    assertThat(lora.mfu()).isLessThanOrEqualTo(1);
  }

  @Test
  void codesAreBroughtBackForwardAndBackward() {
    LoraSpec lora = LoraSpec.of(8, QUERIES_AND_VALUES);
    TrainingStep plain = step(new TrainingMethod.Lora(lora));
    TrainingStep codes = step(new TrainingMethod.Qlora(lora, true));
    double weights = LLAMA.linearParameters();
    double written = 2 * weights * 2 / H200.accelerator().memory().bandwidth().bytesPerSecond();
    assertThat(codes.seconds() - plain.seconds()).isBetween(written, 3 * written);
    assertThat(codes.memory().states().weights()).isLessThan(plain.memory().states().weights() / 3);
  }

  @Test
  void whatIsTrainedBesideTheModelTakesTimeOfItsOwn() {
    double frozen = step(new TrainingMethod.Prefix(1)).seconds();
    assertThat(step(new TrainingMethod.Prefix(512)).seconds()).isGreaterThan(frozen);
    assertThat(step(new TrainingMethod.Prompt(64)).seconds()).isGreaterThan(frozen);
    assertThat(step(new TrainingMethod.Adapters(64)).seconds()).isGreaterThan(frozen);
    assertThat(step(new TrainingMethod.AlphaTuning(3)).seconds()).isGreaterThan(frozen);
  }

  @Test
  void roundedWeightsAreRoundedInEveryPass() {
    TrainingStep full = step(new TrainingMethod.Full());
    TrainingStep latent = step(new TrainingMethod.StraightThrough(NumberFormat.TERNARY));
    double read = 8 * (double) LLAMA.linearParameters();
    double least = read / H200.accelerator().memory().bandwidth().bytesPerSecond();
    assertThat(latent.forwardSeconds()).isGreaterThan(full.forwardSeconds() + least);
    assertThat(latent.optimizerSeconds()).isGreaterThan(full.optimizerSeconds());
  }

  private static AlignmentTime aligned(AlignmentMethod method) {
    TrainingSpec training = TrainingModels.bf16(4, 512, Recomputation.NONE);
    AlignmentStep step = AlignmentStep.of(method, SMALL, SMALL, training, 1);
    return AlignmentTime.of(H200, step, ParallelismSpec.ONE_CHIP, List.of());
  }

  @Test
  void alignmentIsTheSumOfItsModelsPasses() {
    TrainingSpec training = TrainingModels.bf16(4, 512, Recomputation.NONE);
    TrainingStep step =
        TrainingStep.of(
            new TrainingSetup(H200, SMALL, training, ParallelismSpec.ONE_CHIP), List.of());
    double trained = step.seconds();
    double forward = step.forwardStepSeconds();
    assertThat(forward).isEqualTo(step.forwardSeconds());
    assertThat(aligned(AlignmentMethod.SUPERVISED).seconds()).isEqualTo(trained);
    assertThat(aligned(AlignmentMethod.REWARD_MODEL).seconds()).isEqualTo(trained);
    assertThat(aligned(AlignmentMethod.DIRECT_PREFERENCE).seconds())
        .isCloseTo(trained + forward, within(1e-12));
    assertThat(aligned(AlignmentMethod.PROXIMAL_POLICY).seconds())
        .isCloseTo(2 * trained + 4 * forward, within(1e-12));
  }

  @Test
  void aPolicyThatWritesTakesTheTimeOfItsDecodeSteps() {
    TrainingSpec training = TrainingModels.bf16(4, 512, Recomputation.NONE);
    AlignmentStep step =
        AlignmentStep.of(AlignmentMethod.PROXIMAL_POLICY, SMALL, SMALL, training, 1);
    AlignmentTime time =
        AlignmentTime.withGeneration(H200, step, ParallelismSpec.ONE_CHIP, List.of(), 128);
    AlignmentTime given = AlignmentTime.of(H200, step, ParallelismSpec.ONE_CHIP, List.of());
    assertThat(time.generationSeconds()).isGreaterThan(given.models().getFirst().forward());
    assertThat(time.models().getFirst().forward()).isZero();
    assertThat(time.seconds())
        .isCloseTo(
            given.seconds() - given.models().getFirst().forward() + time.generationSeconds(),
            within(1e-12));
  }

  @Test
  void chipsThatShareAWriterSumAndGatherItsWeights() {
    TrainingSpec training = TrainingModels.bf16(8, 512, Recomputation.NONE);
    AlignmentStep step =
        AlignmentStep.of(AlignmentMethod.PROXIMAL_POLICY, SMALL, SMALL, training, 1);
    ParallelismSpec plan = ParallelismSpec.fullySharded(2, ZeroStage.WEIGHTS).withTensor(2, false);
    double slow = generation(step, plan, 10e9);
    assertThat(generation(step, plan, 100e9)).isLessThan(slow);
  }

  private static double generation(
      AlignmentStep step, ParallelismSpec plan, double bytesPerSecond) {
    Axis axis = new Axis(AxisKind.RING, 4, bytesPerSecond, 0, 1e-6, 1, 0, -1);
    return AlignmentTime.withGeneration(H200, step, plan, List.of(axis), 256).generationSeconds();
  }

  @Test
  void aPromptLeavesRoomForAnAnswer() {
    TrainingSpec training = TrainingModels.bf16(4, 512, Recomputation.NONE);
    AlignmentStep step =
        AlignmentStep.of(AlignmentMethod.PROXIMAL_POLICY, SMALL, SMALL, training, 1);
    assertThatThrownBy(() ->
            AlignmentTime.withGeneration(H200, step, ParallelismSpec.ONE_CHIP, List.of(), 512))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("a prompt of 512 tokens");
  }
}
