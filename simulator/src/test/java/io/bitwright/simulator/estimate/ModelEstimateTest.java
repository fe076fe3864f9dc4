package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModelEstimateTest {
  private static final double ROUNDING = 1e-9;

  @Property(tries = 300, seed = "1")
  void neverFasterThanComputeOrMemoryAndReadsWhatItMust(
      @ForAll Phase phase,
      @ForAll @IntRange(min = 1, max = 6) int batch,
      @ForAll @IntRange(min = 1, max = 400) int sequence,
      @ForAll @IntRange(max = 400) int context,
      @ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    ModelConfig model = Models.random(random);
    WorkloadSpec workload =
        new WorkloadSpec(phase, batch, sequence, context, NumberFormat.TERNARY, NumberFormat.INT8);
    Estimate estimate = Estimator.estimate(machine, model, workload);

    ActionCounts actions = estimate.actions();
    double linear = model.linearParameters() / 4.0;
    double head = 2.0 * model.hiddenSize() * model.headOutputs();
    double cached = KeyValueCache.bytes(model, context, batch, NumberFormat.BF16);
    long newTokens = phase == Phase.DECODE ? 1 : sequence;
    double made = KeyValueCache.bytes(model, newTokens, batch, NumberFormat.BF16);
    assertThat(actions.offChipReadBytes())
        .isGreaterThanOrEqualTo((linear + head + cached) * (1 - ROUNDING));
    assertThat(actions.offChipWriteBytes()).isGreaterThanOrEqualTo(made * (1 - ROUNDING));
    double moved = actions.offChipReadBytes() + actions.offChipWriteBytes();
    assertThat(estimate.latencySeconds())
        .isGreaterThanOrEqualTo(
            moved / machine.memory().bandwidth().bytesPerSecond() * (1 - ROUNDING))
        .isGreaterThanOrEqualTo(machine.clock().seconds(estimate.cycles()) * (1 - ROUNDING));
  }

  @Property(tries = 200, seed = "2")
  void timeNeverGrowsWithBandwidthOrClock(
      @ForAll Phase phase,
      @ForAll @IntRange(min = 1, max = 6) int batch,
      @ForAll @IntRange(min = 1, max = 400) int sequence,
      @ForAll @IntRange(max = 400) int context,
      @ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = Machines.random(random);
    double faster = 1 + random.nextDouble();
    ModelConfig model = Models.random(random);
    WorkloadSpec workload =
        new WorkloadSpec(phase, batch, sequence, context, NumberFormat.INT8, NumberFormat.BF16);
    double seconds = Estimator.estimate(machine, model, workload).latencySeconds() * (1 + ROUNDING);

    assertThat(
            Estimator.estimate(Machines.withClock(machine, faster), model, workload)
                .latencySeconds())
        .isLessThanOrEqualTo(seconds);
    assertThat(
            Estimator.estimate(Machines.withMemory(machine, faster, 1 << 30), model, workload)
                .latencySeconds())
        .isLessThanOrEqualTo(seconds);
  }

  @Property(tries = 200, seed = "3")
  void operatorsAddUpToTheWhole(@ForAll Phase phase, @ForAll long seed) {
    Random random = new Random(seed);
    Estimate estimate =
        Estimator.estimate(
            Machines.random(random),
            Models.random(random),
            new WorkloadSpec(phase, 2, 33, 7, NumberFormat.INT8, NumberFormat.INT8));

    assertThat(estimate.operators().stream().mapToDouble(OperatorEstimate::seconds).sum())
        .isCloseTo(estimate.latencySeconds(), within(estimate.latencySeconds() * ROUNDING));
    assertThat(estimate.operators().stream().mapToDouble(o -> o.actions().offChipReadBytes()).sum())
        .isCloseTo(
            estimate.actions().offChipReadBytes(),
            within(estimate.actions().offChipReadBytes() * ROUNDING));
  }

  /** 2N a token for the 6.476e9 linear weights and the head's 0.131e9, plus 4 L H Q T. */
  @Test
  void decodeOfLlama2AsksForTwoOperationsAParameterPlusAttention() {
    ModelConfig model = Models.llama2With7BillionParameters();
    double parameters = 32.0 * (4 * 4096.0 * 4096 + 3 * 4096.0 * 11008) + 4096.0 * 32000;

    assertThat(
            Estimator.estimate(Machines.datacentre(), model, bf16(Phase.DECODE, 3, 1, 999)).flops())
        .isEqualTo(3 * (2 * parameters + 4.0 * 32 * 4096 * 1000));
  }

  @Test
  void prefillCountsTheHeadOncePerSequence() {
    ModelConfig model = Models.llama2With7BillionParameters();
    double linear = 32.0 * (4 * 4096.0 * 4096 + 3 * 4096.0 * 11008);

    assertThat(
            Estimator.estimate(Machines.datacentre(), model, bf16(Phase.PREFILL, 2, 512, 0))
                .flops())
        .isEqualTo(2 * 512 * (2 * linear + 4.0 * 32 * 4096 * 512) + 2 * 2 * 4096.0 * 32000);
  }

  @Test
  void decodeOfLlama2IsBoundByItsWeightsAndCache() {
    Estimate estimate =
        Estimator.estimate(
            Machines.datacentre(),
            Models.llama2With7BillionParameters(),
            bf16(Phase.DECODE, 1, 1, 1000));

    // 13.2 GB of weights and 0.5 GB of cache at 1.2 TB/s are 11.4 ms.
    assertThat(estimate.bottleneck()).isEqualTo(Bound.MEMORY);
    assertThat(estimate.latencySeconds()).isBetween(11.4e-3, 13e-3);
    assertThat(estimate.tokensPerSecond()).isCloseTo(1 / estimate.latencySeconds(), within(1e-6));
    assertThat(estimate.fitsInMemory()).isTrue();
  }

  @Test
  void prefillOfLlama2IsBoundByCompute() {
    Estimate estimate =
        Estimator.estimate(
            Machines.datacentre(),
            Models.llama2With7BillionParameters(),
            bf16(Phase.PREFILL, 1, 2048, 0));

    assertThat(estimate.bottleneck()).isEqualTo(Bound.COMPUTE);
    assertThat(estimate.mfu()).isBetween(0.6, 1.0);
    assertThat(estimate.hfu()).isEqualTo(estimate.mfu());
  }

  @Test
  void equalOperatorsOfAllLayersAreOneLine() {
    Estimate estimate =
        Estimator.estimate(
            Machines.edge(),
            Models.bitNet2B4T(),
            new WorkloadSpec(Phase.DECODE, 1, 1, 128, NumberFormat.TERNARY, NumberFormat.INT8));

    OperatorEstimate down =
        estimate.operators().stream()
            .filter(operator -> operator.name().equals("down_proj"))
            .findFirst()
            .orElseThrow();
    assertThat(down.count()).isEqualTo(30);
    assertThat(down.kind()).isEqualTo(OperatorKind.MATMUL);
    assertThat(down.m()).isEqualTo(1);
    assertThat(down.k()).isEqualTo(6912);
    assertThat(down.n()).isEqualTo(2560);
    assertThat(estimate.operators()).hasSizeLessThan(30);
    assertThat(estimate.notes())
        .contains(
            "attention, lm_head: bf16 x bf16 runs on the vector unit: no native pair of the matrix units"
                + " holds it");
  }

  @Test
  void modelLargerThanTheMemorySaysByHowMuch() {
    AcceleratorSpec small = Machines.withMemory(Machines.datacentre(), 1, 8_000_000_000L);
    Estimate estimate =
        Estimator.estimate(
            small, Models.llama2With7BillionParameters(), bf16(Phase.DECODE, 1, 1, 0));

    assertThat(estimate.fitsInMemory()).isFalse();
    assertThat(estimate.shortfallBytes())
        .isEqualTo(estimate.memoryBytes().total() - 8_000_000_000L);
    assertThat(estimate.latencySeconds()).isPositive();
  }

  /** 6,738,415,616 parameters: the model card's 7B, exactly. */
  @Test
  void memoryOfLlama2() {
    MemoryBytes memory =
        Estimator.estimate(
                Machines.datacentre(),
                Models.llama2With7BillionParameters(),
                bf16(Phase.PREFILL, 4, 100, 28))
            .memoryBytes();

    assertThat(memory.weights()).isEqualTo(2.0 * 6_738_415_616L);
    assertThat(memory.kvCache()).isEqualTo(2.0 * 32 * 32 * 128 * 128 * 4 * 2);
    assertThat(memory.gradients()).isZero();
    assertThat(memory.optimizer()).isZero();
    assertThat(memory.total())
        .isEqualTo(memory.weights() + memory.kvCache() + memory.activations());
  }

  private static WorkloadSpec bf16(Phase phase, int batch, int sequence, int context) {
    return new WorkloadSpec(phase, batch, sequence, context, NumberFormat.BF16, NumberFormat.BF16);
  }
}
