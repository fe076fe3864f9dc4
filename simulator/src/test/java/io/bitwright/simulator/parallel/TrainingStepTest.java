package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.training.PipelineSchedule;
import io.bitwright.simulator.training.PipelineTimes;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {
  private static final Machine H200 = Machine.of(AcceleratorLibrary.get("nvidia-h200"));
  private static final ModelConfig SMALL = TrainingModels.MEASURED;
  private static final List<Axis> TWO = PodAxes.of(PodLibrary.get("h200-x2"));

  private static Axis ring(int chips) {
    return new Axis(AxisKind.RING, chips, 50e9, 0, 1e-6, 1, 0, -1);
  }

  private static TrainingStep step(TrainingSpec training, ParallelismSpec plan, List<Axis> axes) {
    return TrainingStep.of(new TrainingSetup(H200, SMALL, training, plan), axes);
  }

  /**
   * Measured on one and two H200, eight sequences of 2048 tokens a chip: MFU and the most memory in
   * GiB. The last row's time gives the host's time for a sharded layer; no constant comes from the
   * others.
   */
  @ParameterizedTest
  @CsvSource({
    "1, NONE, 0.4664, 8.31",
    "1, FULL, 0.3631, 4.24",
    "2, NONE, 0.3624, 8.03",
    "2, FULL, 0.2325, 3.92"
  })
  void measuredStepsAreWithinThreePoints(
      int chips, Recomputation recomputation, double mfu, double gibibytes) {
    TrainingSpec training = TrainingModels.bf16(8 * chips, 2048, recomputation);
    TrainingStep step =
        chips == 1
            ? step(training, ParallelismSpec.ONE_CHIP, List.of())
            : step(training, ParallelismSpec.fullySharded(2, ZeroStage.WEIGHTS), TWO);
    assertThat(step.mfu()).isCloseTo(mfu, within(0.03));
    assertThat(step.memory().total() / (1 << 30)).isCloseTo(gibibytes, within(0.05 * gibibytes));
  }

  @Test
  void oneChipTakesItsPassAndItsOptimizer() {
    TrainingSpec training = TrainingModels.bf16(4, 1024, Recomputation.FULL);
    TrainingStep step = step(training, ParallelismSpec.ONE_CHIP, List.of());
    TrainingPass pass =
        TrainingPass.of(H200, SMALL, training, AttentionKernel.FUSED, 4, 1, true, false);
    assertThat(step.seconds())
        .isCloseTo(pass.seconds().total() + step.optimizerSeconds(), within(1e-12));
    assertThat(step.collectives()).isEmpty();
    assertThat(step.boundBy()).isEqualTo("compute");
  }

  private static double partsSeconds(TrainingStep step) {
    return step.forwardSeconds()
        + step.backwardSeconds()
        + step.recomputationSeconds()
        + step.hostSeconds()
        + step.bubbleSeconds()
        + step.optimizerSeconds()
        + step.exposedSeconds();
  }

  @Test
  void partsAddUpToTheStep() {
    ParallelismSpec plan =
        new ParallelismSpec(2, 2, ZeroStage.WEIGHTS, 2, true, 2, PipelineKind.INTERLEAVED, 4, 3, 1);
    TrainingStep step =
        step(TrainingModels.bf16(32, 1024, Recomputation.FULL), plan, List.of(ring(4), ring(4)));
    assertThat(partsSeconds(step)).isCloseTo(step.seconds(), within(1e-9));
    assertThat(step.collectives().stream().map(TrainingCollective::degree))
        .contains(Degree.TENSOR, Degree.FSDP, Degree.DATA, Degree.PIPELINE);
  }

  /**
   * The table's 250880 x 1024 gradients in bf16 cross the link between the last chip and the first:
   * half of them scattered each way, and gathered again.
   */
  @Test
  void aSharedEmbeddingIsSummedBetweenTheOuterStages() {
    ModelConfig bloom = ModelLibrary.get("bloom-560m");
    ParallelismSpec plan =
        ParallelismSpec.ONE_CHIP.withPipeline(4, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 8, 1);
    TrainingStep step =
        TrainingStep.of(
            new TrainingSetup(H200, bloom, TrainingSpec.of(8, 1024), plan), List.of(ring(4)));
    TrainingCollective shared =
        step.collectives().stream()
            .filter(c -> c.name().equals("shared embedding summed"))
            .findFirst()
            .orElseThrow();
    double bytes = 250880.0 * 1024 * 2;
    assertThat(shared.bytes()).isEqualTo(bytes);
    assertThat(shared.count()).isEqualTo(1);
    double bandwidth = ring(4).bytesPerSecond();
    assertThat(shared.seconds()).isBetween(bytes / bandwidth, 1.01 * bytes / bandwidth);
    assertThat(shared.exposedSeconds()).isEqualTo(shared.seconds());
    assertThat(partsSeconds(step)).isCloseTo(step.seconds(), within(1e-9));
  }

  @Test
  void nothingIsSummedWhereOneStageHasTheTableOrItsCopiesDiffer() {
    ModelConfig bloom = ModelLibrary.get("bloom-560m");
    TrainingStep one =
        TrainingStep.of(
            new TrainingSetup(H200, bloom, TrainingSpec.of(1, 512), ParallelismSpec.ONE_CHIP),
            List.of());
    ParallelismSpec plan =
        ParallelismSpec.ONE_CHIP.withPipeline(4, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 8, 1);
    TrainingStep untied =
        step(TrainingModels.bf16(8, 512, Recomputation.NONE), plan, List.of(ring(4)));
    assertThat(one.collectives()).isEmpty();
    assertThat(untied.collectives()).noneMatch(c -> c.name().contains("shared"));
  }

  /** 6, 6, 7, 7 and 6 of 32 layers. */
  @Test
  void stagesWithMoreLayersSetThePace() {
    ModelConfig model = ModelLibrary.get("llama-2-7b");
    ParallelismSpec plan =
        ParallelismSpec.ONE_CHIP.withPipeline(5, PipelineKind.ONE_FORWARD_ONE_BACKWARD, 10, 1);
    TrainingStep step =
        TrainingStep.of(
            new TrainingSetup(H200, model, TrainingSpec.of(10, 512), plan),
            List.of(new Axis(AxisKind.RING, 5, 100e9, 0, 1e-6, 1, 0, -1)));
    assertThat(step.stages()).hasSize(5);
    double most = step.stages().get(2).forward();
    assertThat(step.stages().get(3).forward()).isEqualTo(most);
    assertThat(step.stages().get(1).forward()).isBetween(6.0 / 7 * most, 1.02 * 6 / 7 * most);
    PipelineTimes schedule = PipelineTimes.of(PipelineSchedule.of(plan, 1, 2), step.stages(), 0);
    double pipeline = step.seconds() - step.optimizerSeconds();
    assertThat(schedule.seconds()).isBetween(0.97 * pipeline, pipeline * (1 + 1e-9));
    assertThat(partsSeconds(step)).isCloseTo(step.seconds(), within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(ZeroStage.class)
  void sharingOutBringsWhatItsStageSays(ZeroStage stage) {
    TrainingStep step =
        step(
            TrainingModels.bf16(16, 1024, Recomputation.NONE),
            ParallelismSpec.fullySharded(8, stage),
            List.of(ring(8)));
    var names =
        step.collectives().stream().map(TrainingCollective::name).collect(Collectors.toSet());
    assertThat(names).contains("gradients scattered");
    assertThat(names.contains("updated weights")).isEqualTo(stage != ZeroStage.WEIGHTS);
    assertThat(names.contains("weights forward")).isEqualTo(stage == ZeroStage.WEIGHTS);
  }

  @Test
  void expertsGetTheirTokensFromAllChips() {
    ModelConfig mixtral = ModelLibrary.get("mixtral-8x7b");
    ParallelismSpec plan = ParallelismSpec.fullySharded(8, ZeroStage.WEIGHTS).withData(1, 8);
    TrainingStep step =
        TrainingStep.of(
            new TrainingSetup(H200, mixtral, TrainingSpec.of(8, 2048), plan), List.of(ring(8)));
    TrainingCollective tokens =
        step.collectives().stream()
            .filter(c -> c.name().equals("tokens forward"))
            .findFirst()
            .get();
    assertThat(tokens.bytes()).isEqualTo(2 * 2048.0 * mixtral.lastStack().width() * 2);
    assertThat(tokens.count()).isEqualTo(2 * 32);
  }

  /** Chowdhery et al. 2022, arXiv 2204.02311, section 4: 1.95 times one pod, 1.3 GiB a host. */
  @Test
  void aSecondPodCostsTheExchangeOfGradients() {
    PalmPods palm = new PalmPods();
    TrainingStep both = palm.both();
    assertThat(both.tokensPerSecond() / palm.one().tokensPerSecond())
        .isCloseTo(1.95, within(0.02 * 1.95));
    double bytes =
        both.collectives().stream()
            .filter(collective -> collective.degree() == Degree.DATA)
            .mapToDouble(collective -> collective.bytes() * collective.count())
            .sum();
    assertThat(4 * bytes / (1 << 30)).isCloseTo(1.3, within(0.05));
  }

  @Test
  void theSearchFindsNoSlowerPlaceThanAGivenOne() {
    PalmPods palm = new PalmPods();
    TrainingStep found = TrainingStep.of(palm.setup(1), PalmPods.pod());
    assertThat(found.seconds()).isLessThanOrEqualTo(palm.one().seconds());
    assertThat(found.placement().parts().keySet())
        .isEqualTo(EnumSet.of(Degree.TENSOR, Degree.FSDP));
  }

  @Test
  void degreesThatDoNotFitTheAxesAreRefused() {
    TrainingSpec training = TrainingModels.bf16(8, 1024, Recomputation.NONE);
    assertThatThrownBy(() ->
            step(training, ParallelismSpec.fullySharded(8, ZeroStage.WEIGHTS), List.of(ring(4))))
        .isInstanceOf(SpecException.class)
        .hasMessage("data 1 x fsdp 8 x tensor 1 x pipeline 1 cannot be laid on axes of 4 chips");
  }

  @Test
  void aModelThatIsTooLargeSaysByHowMuch() {
    TrainingStep step =
        TrainingStep.of(
            new TrainingSetup(
                H200,
                ModelLibrary.get("llama-2-70b"),
                TrainingSpec.of(1, 512),
                ParallelismSpec.ONE_CHIP),
            List.of());
    assertThat(step.fitsInMemory()).isFalse();
    assertThat(step.shortfallBytes())
        .isEqualTo(step.memory().total() - H200.accelerator().memory().capacity().bytes());
  }
}
