package io.bitwright.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.AlignmentMethod;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class AlignmentStepTest {
  private static final ModelConfig POLICY = ModelLibrary.get("llama-2-13b");
  private static final ModelConfig REWARD = ModelLibrary.get("llama-2-7b");
  private static final TrainingSpec STEP = TrainingSpec.of(8, 512);
  private static final ParallelismSpec ONE = ParallelismSpec.ONE_CHIP;

  private static AlignmentStep step(AlignmentMethod method, int epochs) {
    return AlignmentStep.of(method, POLICY, REWARD, STEP, epochs);
  }

  @Test
  void oneModelIsATrainingStep() {
    AlignmentStep examples = step(AlignmentMethod.SUPERVISED, 1);
    AlignmentStep preferences = step(AlignmentMethod.REWARD_MODEL, 1);

    assertThat(examples.work()).isEqualTo(TrainingWork.of(POLICY, STEP));
    assertThat(examples.memory(ONE)).isEqualTo(TrainingMemory.of(POLICY, STEP, ONE));
    assertThat(preferences.work()).isEqualTo(TrainingWork.of(REWARD, STEP));
    assertThat(preferences.memory(ONE)).isEqualTo(TrainingMemory.of(REWARD, STEP, ONE));
  }

  /** 3 passes of the policy and 1 of the reference; 16 bytes a parameter and 2. */
  @Test
  void directPreferencesAddAForwardPassAndWeights() {
    AlignmentStep step = step(AlignmentMethod.DIRECT_PREFERENCE, 1);
    double forward = TrainingWork.of(POLICY, STEP).forward();

    assertThat(step.work().modelFlops()).isCloseTo(4 * forward, within(1e-9 * forward));
    assertThat(step.memory(ONE).states().total()).isEqualTo(18.0 * POLICY.parameters());
    assertThat(step.memory(ONE).activations())
        .isEqualTo(TrainingMemory.of(POLICY, STEP, ONE).activations());
  }

  /** Of both sizes: 1 + 1 forward passes and 2 epochs of 3; 16 + 2 bytes. */
  @Test
  void policyOptimizationHasFourModels() {
    AlignmentStep step = step(AlignmentMethod.PROXIMAL_POLICY, 2);
    double forward =
        TrainingWork.of(POLICY, STEP).forward() + TrainingWork.of(REWARD, STEP).forward();
    double parameters = (double) POLICY.parameters() + REWARD.parameters();

    assertThat(step.models())
        .extracting(AlignedModel::role)
        .containsExactly("policy", "reference", "reward", "critic");
    assertThat(step.work().modelFlops()).isCloseTo(8 * forward, within(1e-9 * forward));
    assertThat(step.memory(ONE).states().total()).isEqualTo(18 * parameters);
  }

  @Test
  void frozenModelsHaveNoAdapters() {
    LoraSpec lora = LoraSpec.of(16, EnumSet.allOf(LoraTarget.class));
    TrainingSpec adapted = STEP.with(new TrainingMethod.Lora(lora));
    ModelStates both =
        AlignmentStep.of(AlignmentMethod.DIRECT_PREFERENCE, POLICY, REWARD, adapted, 1)
            .memory(ONE)
            .states();
    ModelStates policy = TrainingMemory.of(POLICY, adapted, ONE).states();

    assertThat(both.weights() - policy.weights()).isEqualTo(2.0 * POLICY.parameters());
    assertThat(both.total() - both.weights()).isEqualTo(policy.total() - policy.weights());
  }

  /** The last stage of a frozen model has its head and logits. */
  @Test
  void stagesAreThoseOfAllModels() {
    ParallelismSpec parallelism = ONE.withPipeline(4, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 8, 1);
    AlignmentStep step = step(AlignmentMethod.PROXIMAL_POLICY, 1);

    assertThat(step.memory(parallelism).total()).isLessThan(step.memory(ONE).total());
    assertThat(step.memory(parallelism).states().total())
        .isGreaterThan(step.memory(ONE).states().total() / 4);
  }

  @Test
  void epochsAreForPolicyOptimization() {
    assertThatThrownBy(() -> step(AlignmentMethod.DIRECT_PREFERENCE, 2))
        .isInstanceOf(SpecException.class)
        .hasMessage("epochs must be at least 1, and 1 unless the method is ppo, got 2");
    assertThatThrownBy(() -> step(AlignmentMethod.PROXIMAL_POLICY, 0))
        .isInstanceOf(SpecException.class);
  }
}
