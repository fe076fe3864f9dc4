package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSearchTest {
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");

  @ParameterizedTest
  @CsvSource({"llama-2-7b,64,256", "llama-2-70b,512,1024", "mixtral-8x7b,64,128", "gpt2,8,32"})
  void candidatesKeepTheRulesAndUseAllChips(String name, int chips, int batch) {
    ModelConfig model = ModelLibrary.get(name);
    TrainingSpec training = TrainingSpec.of(batch, 2048);
    List<ParallelismSpec> candidates = PlanCandidates.of(model, training, chips);
    assertThat(candidates).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    for (ParallelismSpec candidate : candidates) {
      assertThat(candidate.chips()).isEqualTo(chips);
      ParallelismRules.check(candidate, training, model);
    }
  }

  /** All candidates that fit, each timed by itself. */
  private static double exhaustive(Machine machine, TrainingSpec training, List<Axis> axes) {
    double fastest = Double.POSITIVE_INFINITY;
    int chips = Math.toIntExact(PodAxes.chips(axes));
    for (ParallelismSpec plan : PlanCandidates.of(LLAMA, training, chips)) {
      TrainingSetup setup = new TrainingSetup(machine, LLAMA, training, plan);
      if (TrainingStep.memory(setup).total() <= capacity(machine)) {
        fastest = Math.min(fastest, TrainingStep.of(setup, axes).seconds());
      }
    }
    return fastest;
  }

  private static double capacity(Machine machine) {
    return machine.accelerator().memory().capacity().bytes();
  }

  private static Axis ring(int chips) {
    return new Axis(AxisKind.RING, chips, 50e9, 0, 1e-6, 1, 0, -1);
  }

  @ParameterizedTest
  @CsvSource({"nvidia-h200,4,2,16", "nvidia-h100,4,4,32", "tpu-v4,4,4,16"})
  void noCandidateThatFitsIsFaster(String chip, int one, int other, int batch) {
    Machine machine = Machine.of(AcceleratorLibrary.get(chip));
    TrainingSpec training = TrainingSpec.of(batch, 2048);
    List<Axis> axes = List.of(ring(one), ring(other));
    PlanSearch search = PlanSearch.of(machine, LLAMA, training, axes);

    double least = exhaustive(machine, training, axes);
    assertThat(search.best().seconds()).isCloseTo(least, within(1e-9 * least));
    assertThat(search.step().seconds()).isEqualTo(search.best().seconds());
    assertThat(search.step().setup().parallelism()).isEqualTo(search.best().parallelism());
    assertThat(search.step().memory()).isEqualTo(search.best().memory());
    assertThat(search.best().memory().total()).isLessThanOrEqualTo(capacity(machine));
    assertThat(search.runnersUp())
        .hasSizeLessThanOrEqualTo(5)
        .isNotEmpty()
        .allMatch(plan -> plan.seconds() >= search.best().seconds());
  }

  @Test
  void statesAreSharedOutByAllStagesAndAmongParts() {
    List<ParallelismSpec> plans = PlanCandidates.of(LLAMA, TrainingSpec.of(64, 2048), 16);
    for (ZeroStage stage : ZeroStage.values()) {
      assertThat(plans).anyMatch(plan -> plan.zeroStage() == stage && plan.fsdp() == 16);
      assertThat(plans)
          .anyMatch(plan -> plan.zeroStage() == stage && plan.fsdp() == 4 && plan.data() == 4);
    }
    assertThat(plans).anyMatch(plan -> plan.fsdp() == 1 && plan.data() == 16);
  }

  @Test
  void stagesNeedNotDivideTheLayers() {
    List<ParallelismSpec> plans = PlanCandidates.of(LLAMA, TrainingSpec.of(12, 2048), 3);
    assertThat(plans).anyMatch(plan -> plan.pipeline() == 3);
    assertThat(plans).noneMatch(plan -> plan.pipeline() == 3 && plan.interleaving() > 1);
  }

  @Test
  void saysByHowMuchTheSmallestPlanDoesNotFit() {
    Machine machine = Machine.of(AcceleratorLibrary.get("tpu-v4"));
    TrainingSetup setup =
        new TrainingSetup(machine, LLAMA, TrainingSpec.of(1, 2048), ParallelismSpec.ONE_CHIP);
    double shortfall = TrainingStep.memory(setup).total() - capacity(machine);
    assertThatThrownBy(() -> PlanSearch.of(machine, LLAMA, TrainingSpec.of(1, 2048), List.of()))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "none of the plans of llama-2-7b on 1 chip fits the memory: %s too much at least",
            Quantities.formatBytes(shortfall));
  }

  @Test
  void refusesChipsThatNoDegreesMake() {
    assertThatThrownBy(() ->
            PlanSearch.of(
                Machine.of(AcceleratorLibrary.get("tpu-v4")),
                LLAMA,
                TrainingSpec.of(1, 2048),
                List.of(ring(37))))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("no plan spreads llama-2-7b over 37 chips with a batch of 1");
  }
}
