package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.collective.CollectiveBounds;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every layout of every model on every pod. */
class PodInferenceLawsTest {
  private static final double ROUNDING = 1e-9;
  private static final Machine V4 = Machine.of(AcceleratorLibrary.get("tpu-v4"));
  private static final Machine H200 = Machine.of(AcceleratorLibrary.get("nvidia-h200"));

  /** A layout of a model on a torus of 2 x 2 x 4 chips. */
  record Case(
      Machine machine,
      ModelConfig model,
      InferenceLayout layout,
      WorkloadSpec workload,
      double bytesPerSecond,
      double latencySeconds) {

    List<Axis> axes() {
      return axes(bytesPerSecond);
    }

    List<Axis> axes(double bandwidth) {
      return IntStream.of(2, 2, 4)
          .mapToObj(
              size -> new Axis(AxisKind.RING, size, bandwidth, latencySeconds, 1e-7, 1, 0, -1))
          .toList();
    }

    InferenceEstimate on(List<Axis> axes, boolean overlap) {
      return PodInference.of(PodMachine.of(machine, axes, overlap), model, workload, layout);
    }

    InferenceEstimate estimate() {
      return on(axes(), false);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<ModelConfig> models =
        Arbitraries.of("llama-2-7b", "llama-2-70b", "palm-8b", "mixtral-8x7b", "t5-large")
            .map(ModelLibrary::get);
    Arbitrary<WorkloadSpec> workloads =
        Combinators.combine(
                Arbitraries.of(Phase.PREFILL, Phase.DECODE),
                Arbitraries.of(1, 4, 16, 33, 64),
                Arbitraries.integers().between(1, 1024),
                Arbitraries.of(NumberFormat.BF16, NumberFormat.INT8, NumberFormat.TERNARY))
            .as((phase, batch, tokens, weights) ->
                new WorkloadSpec(
                    phase,
                    batch,
                    phase == Phase.DECODE ? 1 : tokens,
                    phase == Phase.DECODE ? tokens : 0,
                    weights,
                    NumberFormat.BF16));
    return Combinators.combine(
            Arbitraries.of(V4, H200),
            models,
            workloads,
            Arbitraries.integers().between(0, 1 << 20),
            Arbitraries.of(1e9, 50e9, 300e9),
            Arbitraries.of(0.0, 1e-6, 1e-5))
        .as((machine, model, workload, choice, bandwidth, latency) -> {
          List<InferenceLayout> layouts = InferenceLayouts.all(model, 16, workload.batch());
          InferenceLayout layout = layouts.get(choice % layouts.size());
          return new Case(machine, model, layout, workload, bandwidth, latency);
        });
  }

  @Property(tries = 120, seed = "1")
  void neverFasterThanItsParts(@ForAll("cases") Case work) {
    InferenceEstimate ours = work.estimate();

    double least = (1 - ROUNDING) * (ours.computeSeconds() + ours.exposedSeconds());
    assertThat(ours.seconds()).isGreaterThanOrEqualTo(least);
    for (CollectiveLine line : ours.collectives()) {
      List<Axis> group = new ArrayList<>();
      line.over().forEach(degree -> group.addAll(ours.placement().axes(degree)));
      List<Integer> all = IntStream.range(0, group.size()).boxed().toList();
      double bound = CollectiveBounds.seconds(group, all, line.collective(), line.bytes());
      assertThat(line.seconds()).isGreaterThanOrEqualTo((1 - ROUNDING) * bound * line.count());
      assertThat(line.exposedSeconds()).isBetween(0.0, line.seconds());
    }
  }

  /** A step reads its linear weights, all of them where no experts are left out. */
  @Property(tries = 120, seed = "2")
  void neverFasterThanTheMemoryOfAllChips(@ForAll("cases") Case work) {
    boolean sparse = work.model().lastStack().feedForward().experts().isPresent();
    double weights = work.model().lastStack().linearWeights();
    double bytes = sparse ? 0 : weights * work.workload().weights().storageBits() / Byte.SIZE;
    double bandwidth = work.machine().accelerator().memory().bandwidth().bytesPerSecond();

    assertThat(work.estimate().seconds() * bandwidth * 16)
        .isGreaterThanOrEqualTo(
            (1 - ROUNDING) * (bytes - work.model().lastStack().crossKeyValueWeights()));
  }

  /** Fused attention skips what the causal mask discards, which the convention counts. */
  @Property(tries = 120, seed = "3")
  void neverAboveThePeak(@ForAll("cases") Case work) {
    assertThat(work.estimate().modelFlopsUtilization()).isBetween(0.0, 1.1);
  }

  @Property(tries = 80, seed = "4")
  void moreBandwidthIsNeverSlower(@ForAll("cases") Case work) {
    double slow = work.estimate().seconds();
    double fast = work.on(work.axes(3 * work.bytesPerSecond()), false).seconds();

    assertThat(fast).isLessThanOrEqualTo(slow * (1 + ROUNDING));
  }

  @Property(tries = 80, seed = "5")
  void overlapIsNeverSlower(@ForAll("cases") Case work) {
    assertThat(work.on(work.axes(), true).seconds())
        .isLessThanOrEqualTo(work.estimate().seconds() * (1 + ROUNDING));
  }

  @Property(tries = 80, seed = "6")
  void theOrderOfAxesDoesNotMatter(@ForAll("cases") Case work) {
    double seconds = work.estimate().seconds();
    double reversed = work.on(work.axes().reversed(), false).seconds();

    assertThat(reversed).isCloseTo(seconds, within(ROUNDING * seconds));
  }

  /** With links that cost nothing only the shares of operators are left. */
  @Property(tries = 80, seed = "7")
  void idealLinksTakeNoTime(@ForAll("cases") Case work) {
    List<Axis> ideal =
        IntStream.of(2, 2, 4)
            .mapToObj(size -> new Axis(AxisKind.RING, size, 1e30, 0, 0, 1, 0, -1))
            .toList();
    InferenceEstimate ours = work.on(ideal, false);

    assertThat(ours.exposedSeconds()).isLessThan(1e-9);
    assertThat(ours.computeSeconds())
        .isCloseTo(work.estimate().computeSeconds(), within(ROUNDING * ours.computeSeconds()));
  }

  @Property(tries = 120, seed = "8")
  void allChipsTogetherHoldTheCacheAndTheWeights(@ForAll("cases") Case work) {
    InferenceEstimate ours = work.estimate();
    WorkloadSpec workload = work.workload();
    long tokens = (long) workload.context() + (workload.phase() == Phase.DECODE ? 1 : 0);
    double cache = KeyValueCache.bytes(work.model(), tokens, workload.batch(), NumberFormat.BF16);
    double weights =
        (double) work.model().linearParameters() * workload.weights().storageBits() / Byte.SIZE;

    assertThat(ours.memory().kvCache() * 16).isGreaterThanOrEqualTo((1 - ROUNDING) * cache);
    assertThat(ours.memory().weights() * 16).isGreaterThanOrEqualTo((1 - ROUNDING) * weights);
  }
}
