package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.timing.gpu.Gpus;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whole estimates on a GPU. */
class GpuEstimateTest {
  private static final AcceleratorSpec H200 = AcceleratorLibrary.get("nvidia-h200");
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");

  private static Estimate product(long m, long k, long n, NumberFormat weights, NumberFormat x) {
    return Estimator.estimateMatmul(H200, new MatmulShape(m, k, n), weights, x);
  }

  private static WorkloadSpec workload(Phase phase, int batch, int sequence, int context) {
    return new WorkloadSpec(phase, batch, sequence, context, NumberFormat.BF16, NumberFormat.BF16);
  }

  @Test
  void aLargeProductIsBoundByComputeAndASmallOneByMemory() {
    Estimate large = product(8192, 8192, 8192, NumberFormat.BF16, NumberFormat.BF16);
    Estimate small = product(1, 8192, 8192, NumberFormat.BF16, NumberFormat.BF16);

    assertThat(large.bottleneck()).isEqualTo(Bound.COMPUTE);
    assertThat(large.mfu()).isBetween(0.65, 0.85);
    assertThat(large.peakFlopsPerSecond()).isCloseTo(989.4e12, within(0.1e12));
    assertThat(small.bottleneck()).isEqualTo(Bound.MEMORY);
    assertThat(product(16, 64, 64, NumberFormat.BF16, NumberFormat.BF16).bottleneck())
        .isEqualTo(Bound.LATENCY);
  }

  @Test
  void narrowWeightsSaveBytesAndRunAsTheNarrowestPairThatHoldsThem() {
    Estimate narrow = product(16, 8192, 8192, NumberFormat.INT4, NumberFormat.BF16);
    Estimate wide = product(16, 8192, 8192, NumberFormat.BF16, NumberFormat.BF16);

    assertThat(narrow.actions().offChipReadBytes())
        .isEqualTo(wide.actions().offChipReadBytes() - 8192.0 * 8192 * 1.5);
    assertThat(narrow.latencySeconds()).isLessThan(wide.latencySeconds() / 1.8);
    assertThat(narrow.notes()).containsExactly("matmul: int4 x bf16 runs as bf16 x bf16");
    assertThat(wide.notes()).isEmpty();
    assertThat(product(16, 64, 64, NumberFormat.TERNARY, NumberFormat.INT8).notes())
        .containsExactly("matmul: ternary x int8 runs as int8 x int8");
  }

  @Test
  void everyKernelOfAPassHasALineAndTheLinesAddUp() {
    Estimate estimate = Estimator.estimate(H200, LLAMA, workload(Phase.PREFILL, 2, 300, 0));

    assertThat(estimate.operators()).hasSize(13);
    assertThat(estimate.operators().getFirst().name()).isEqualTo("embed_tokens");
    assertThat(estimate.operators().getFirst().seconds()).isGreaterThan(3.9e-6 + 1.563e-6);
    assertThat(estimate.operators().stream().mapToDouble(OperatorEstimate::seconds).sum())
        .isCloseTo(estimate.latencySeconds(), within(1e-12));
    assertThat(estimate.tokensPerSecond() * estimate.latencySeconds()).isCloseTo(600, within(1e-9));
    assertThat(estimate.operators().stream().filter(line -> line.name().equals("lm_head")))
        .singleElement()
        .satisfies(head -> assertThat(head.m()).isEqualTo(2));
  }

  @Test
  void aGateIsTwoKernels() {
    Estimate estimate = Estimator.estimate(H200, LLAMA, workload(Phase.PREFILL, 8, 1024, 0));
    double bytes = 2.0 * 8192 * 11008;

    assertThat(estimate.operators().stream().filter(line -> line.name().equals("gate_activation")))
        .singleElement()
        .satisfies(
            gate -> assertThat(gate.actions().offChipWriteBytes()).isEqualTo(2 * 32 * bytes));
  }

  @Test
  void decodingIsBoundByMemory() {
    Estimate estimate = Estimator.estimate(H200, LLAMA, workload(Phase.DECODE, 8, 1, 2048));

    assertThat(estimate.bottleneck()).isEqualTo(Bound.MEMORY);
    assertThat(estimate.fitsInMemory()).isTrue();
  }

  @Test
  void aModelLargerThanMemoryIsEstimatedAndSaysByHowMuch() {
    AcceleratorSpec a100 = AcceleratorLibrary.get("nvidia-a100-80gb");
    Estimate estimate =
        Estimator.estimate(
            a100, ModelLibrary.get("llama-2-70b"), workload(Phase.DECODE, 1, 1, 100));

    assertThat(estimate.fitsInMemory()).isFalse();
    assertThat(estimate.shortfallBytes()).isBetween(57e9, 60e9);
  }

  @ParameterizedTest
  @FieldSource("io.bitwright.simulator.timing.gpu.Gpus#SHIPPED")
  void everyShippedModelIsPricedOnEveryGpu(String machine) {
    AcceleratorSpec gpu = AcceleratorLibrary.get(machine);
    for (String name : ModelLibrary.names()) {
      ModelConfig model = ModelLibrary.get(name);
      List<Phase> phases = model.decodes() ? List.of(Phase.values()) : List.of(Phase.PREFILL);
      int context = model.decodes() ? 128 : 0;
      for (Phase phase : phases) {
        WorkloadSpec workload =
            new WorkloadSpec(
                phase, 2, 64, context, model.nativeWeights(), model.nativeActivations());
        CostEstimate cost =
            CostEstimate.ofModel(
                Machine.of(gpu), model, workload, EnergyView.SYSTEM, gpu.technologyNm());

        assertThat(cost.estimate().latencySeconds()).as("%s %s", name, phase).isPositive();
        assertThat(cost.energy().total()).isPositive().isGreaterThan(cost.energy().idle());
      }
    }
    assertThat(Gpus.SHIPPED).contains(machine);
  }

  @Test
  void workBeyond2To53CyclesIsRefused() {
    long huge = 999_999_999_999L;

    assertThatThrownBy(() -> product(huge, huge, huge, NumberFormat.BF16, NumberFormat.BF16))
        .isInstanceOf(SpecException.class)
        .hasMessage("matmul is too large for nvidia-h200: more than 2^53 cycles");
  }
}
