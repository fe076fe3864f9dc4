package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.collective.CollectiveBounds;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TrainingLawsTest {
  private static final int TRIES = 60;
  private static final double ROUNDING = 1e-9;
  private static final ModelConfig MODEL = TrainingModels.MEASURED;
  private static final Machine H200 = Machine.of(AcceleratorLibrary.get("nvidia-h200"));
  private static final Machine V5E = Machine.of(AcceleratorLibrary.get("tpu-v5e"));

  /** A plan of degrees of two. */
  record Plan(ParallelismSpec parallelism, Recomputation recomputation, AttentionKernel kernel) {
    TrainingSetup setup(Machine machine) {
      int batch = 2 * parallelism.replicas() * parallelism.microBatches();
      TrainingSpec training = TrainingModels.bf16(batch, 512, recomputation);
      return new TrainingSetup(machine, MODEL, training, parallelism).with(kernel);
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<Integer> data = Arbitraries.of(1, 2, 4);
    Arbitrary<Integer> fsdp = Arbitraries.of(1, 2, 4);
    Arbitrary<Integer> tensor = Arbitraries.of(1, 2, 4);
    Arbitrary<Integer> pipeline = Arbitraries.of(1, 2, 4);
    return Combinators.combine(
            data,
            fsdp,
            Arbitraries.of(ZeroStage.class),
            tensor,
            pipeline,
            Arbitraries.of(1, 2, 8),
            Arbitraries.of(Recomputation.class),
            Arbitraries.of(AttentionKernel.class))
        .as((replicas, shards, stage, columns, stages, micro, recomputation, kernel) ->
            new Plan(
                new ParallelismSpec(
                    replicas,
                    shards,
                    stage,
                    columns,
                    micro == 2,
                    stages,
                    PipelineKind.ONE_FORWARD_ONE_BACKWARD,
                    micro,
                    1,
                    1),
                recomputation,
                kernel));
  }

  private static List<Axis> axes(ParallelismSpec plan, double bytesPerSecond, double hopSeconds) {
    int left = plan.chips();
    List<Axis> axes = new ArrayList<>();
    while (left > 1) {
      int size = Math.min(left, 4);
      axes.add(new Axis(AxisKind.RING, size, bytesPerSecond, 0, hopSeconds, 1, 0, -1));
      left /= size;
    }
    return axes;
  }

  private static TrainingStep step(Machine machine, Plan plan, double bytesPerSecond) {
    return TrainingStep.of(plan.setup(machine), axes(plan.parallelism(), bytesPerSecond, 1e-6));
  }

  @Property(tries = TRIES, seed = "511")
  void neverFasterThanProductsAtThePeak(@ForAll("plans") Plan plan) {
    for (Machine machine : List.of(H200, V5E)) {
      TrainingStep step = step(machine, plan, 50e9);
      double products = 3 * step.work().weightGradients();
      assertThat(step.seconds()).isGreaterThan(products / step.peakFlopsPerSecond());
      assertThat(step.mfu()).isLessThanOrEqualTo(step.hfu()).isPositive();
      assertThat(step.hfu()).isLessThanOrEqualTo(1);
    }
  }

  @Property(tries = TRIES, seed = "512")
  void neverFasterThanItsBytesOverTheLinks(@ForAll("plans") Plan plan) {
    TrainingStep step = step(H200, plan, 50e9);
    Map<Degree, Double> seconds = new EnumMap<>(Degree.class);
    for (TrainingCollective one : step.collectives()) {
      double bound =
          CollectiveBounds.seconds(
              step.placement().axes(one.degree()),
              IntStream.range(0, step.placement().axes(one.degree()).size()).boxed().toList(),
              one.collective(),
              one.bytes());
      assertThat(one.seconds() * (1 + ROUNDING)).isGreaterThanOrEqualTo(bound * one.count());
      assertThat(one.exposedSeconds()).isBetween(0.0, one.seconds() * (1 + ROUNDING));
      seconds.merge(one.degree(), one.seconds(), Double::sum);
    }
    seconds.values().forEach(all -> assertThat(step.seconds()).isGreaterThanOrEqualTo(all));
  }

  @Property(tries = TRIES, seed = "513")
  void moreBandwidthIsNeverSlower(@ForAll("plans") Plan plan) {
    double slow = step(H200, plan, 20e9).seconds();
    assertThat(step(H200, plan, 40e9).seconds()).isLessThanOrEqualTo(slow * (1 + ROUNDING));
  }

  @Property(tries = 20, seed = "514")
  void idealLinksAndDataParallelismKeepTheTimeOfOneChip(
      @ForAll @IntRange(min = 1, max = 6) int doublings, @ForAll Recomputation recomputation) {
    int chips = 1 << doublings;
    ParallelismSpec plan = ParallelismSpec.ONE_CHIP.withData(chips, 1);
    TrainingSpec training = TrainingModels.bf16(2 * chips, 512, recomputation);
    TrainingStep all =
        TrainingStep.of(new TrainingSetup(H200, MODEL, training, plan), axes(plan, 1e30, 0));
    TrainingStep one =
        TrainingStep.of(
            new TrainingSetup(
                H200, MODEL, TrainingModels.bf16(2, 512, recomputation), ParallelismSpec.ONE_CHIP),
            List.of());
    assertThat(all.seconds()).isCloseTo(one.seconds(), within(ROUNDING));
    assertThat(all.mfu()).isCloseTo(one.mfu(), within(1e-6));
  }

  @Property(tries = 30, seed = "515")
  void moreMicroBatchesNeverWaitForALargerShare(
      @ForAll @IntRange(min = 1, max = 2) int doublings,
      @ForAll @IntRange(min = 2, max = 30) int microBatches,
      @ForAll Recomputation recomputation) {
    int stages = 1 << doublings;
    assertThat(bubbleShare(stages, microBatches + 1, recomputation))
        .isLessThan(bubbleShare(stages, microBatches, recomputation));
  }

  private static double bubbleShare(int stages, int microBatches, Recomputation recomputation) {
    ParallelismSpec plan =
        ParallelismSpec.ONE_CHIP.withPipeline(
            stages, PipelineKind.ONE_FORWARD_ONE_BACKWARD, microBatches, 1);
    TrainingSpec training = TrainingModels.bf16(microBatches, 512, recomputation);
    TrainingStep step =
        TrainingStep.of(new TrainingSetup(H200, MODEL, training, plan), axes(plan, 50e9, 1e-6));
    return step.bubbleSeconds() / step.seconds();
  }
}
