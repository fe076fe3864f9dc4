package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention in parts that hand on their scores. */
class UnfusedAttentionTest {
  private static final ModelConfig LLAMA_3 = ModelLibrary.get("llama-3-8b");

  private static Estimate estimate(
      AcceleratorSpec machine, ModelConfig model, WorkloadSpec workload, AttentionSpec attention) {
    return Estimator.estimate(machine, model, workload.with(attention, SidePathSpec.NONE));
  }

  private static WorkloadSpec bf16(Phase phase, int batch, int sequence, int context) {
    return new WorkloadSpec(phase, batch, sequence, context, NumberFormat.BF16, NumberFormat.BF16);
  }

  private static OperatorEstimate line(Estimate estimate, String name) {
    return estimate.operators().stream()
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operator " + name));
  }

  /**
   * 32 heads in groups of 4, 4096 tokens: 32 x 4096^2 scores of 2 bytes are 1.07 GB a layer, far
   * beyond the buffers of 64 MiB. Written by the first, read and written by the second, read by the
   * third. Queries and results of 32 MiB stay, keys of this pass as well.
   */
  @Test
  void scoresGoToMemoryAndComeBack() {
    Estimate unfused =
        estimate(
            Machines.datacentre(),
            LLAMA_3,
            bf16(Phase.PREFILL, 1, 4096, 0),
            OperatorOptions.UNFUSED);
    double scores = 32.0 * 4096 * 4096 * 2 * 32;
    double half = 2.0 * 8 * 128 * 4096 * 32;

    OperatorEstimate products = line(unfused, "attention_scores");
    assertThat(List.of(products.m(), products.k(), products.n()))
        .containsExactly(16384L, 128L, 4096L);
    assertThat(products.count()).isEqualTo(32);
    assertThat(products.actions().offChipReadBytes()).isZero();
    assertThat(products.actions().offChipWriteBytes()).isEqualTo(scores + half);
    OperatorEstimate softmax = line(unfused, "attention_softmax");
    assertThat(softmax.actions().offChipReadBytes()).isEqualTo(scores);
    assertThat(softmax.actions().offChipWriteBytes()).isEqualTo(scores);
    OperatorEstimate values = line(unfused, "attention_values");
    assertThat(values.actions().offChipReadBytes()).isEqualTo(scores);
    assertThat(values.actions().offChipWriteBytes()).isEqualTo(half);
    double multiplications = 32.0 * 4096 * 4096 * 128 * 32;
    assertThat(multiplications(products)).isEqualTo(multiplications);
    assertThat(multiplications(values)).isEqualTo(multiplications);
    assertThat(multiplications(softmax)).isEqualTo(2 * multiplications / 128);
  }

  private static double multiplications(OperatorEstimate line) {
    return line.actions().arithmetic().stream()
        .filter(arithmetic -> arithmetic.operation() == Arithmetic.Operation.MULTIPLY)
        .mapToDouble(Arithmetic::count)
        .sum();
  }

  /** 100 tokens: 640 kB of scores stay in the buffer of 64 MiB, all tensors do. */
  @Test
  void smallScoresStayOnTheChip() {
    WorkloadSpec workload = bf16(Phase.PREFILL, 1, 100, 0);
    Estimate fused = estimate(Machines.datacentre(), LLAMA_3, workload, AttentionSpec.DEFAULT);
    Estimate unfused = estimate(Machines.datacentre(), LLAMA_3, workload, OperatorOptions.UNFUSED);

    assertThat(OperatorOptions.offChipBytes(unfused))
        .isEqualTo(OperatorOptions.offChipBytes(fused));
    assertThat(unfused.memoryBytes().activations() - fused.memoryBytes().activations())
        .isEqualTo(unfusedMinusFused(100));
  }

  /** Heads and scores beside the stream, where the feed-forward tensors were before. */
  private static double unfusedMinusFused(int tokens) {
    double heads = tokens * (2.0 * 4096 + 2 * 1024) + 32.0 * tokens * tokens;
    return 2 * Math.max(0, heads - tokens * 2.0 * 14336);
  }

  @Test
  void scoresCountAmongTheActivations() {
    WorkloadSpec workload = bf16(Phase.PREFILL, 2, 3000, 100);
    double fused =
        estimate(Machines.datacentre(), LLAMA_3, workload, AttentionSpec.DEFAULT)
            .memoryBytes()
            .activations();
    double unfused =
        estimate(Machines.datacentre(), LLAMA_3, workload, OperatorOptions.UNFUSED)
            .memoryBytes()
            .activations();

    double heads = 6000 * (2.0 * 4096 + 2 * 1024) + 2.0 * 32 * 3000 * 3100;
    assertThat(unfused - fused).isEqualTo(2 * (heads - 6000 * 2.0 * 14336));
  }

  @Property(tries = 300, seed = "1")
  void unfusedNeverMovesFewerBytes(
      @ForAll @IntRange(min = 1, max = 3) int batch,
      @ForAll @IntRange(min = 1, max = 500) int sequence,
      @ForAll @IntRange(max = 500) int context,
      @ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    ModelConfig model = Models.random(random);
    if (random.nextBoolean()) {
      model = OperatorOptions.windowed(model, 1 + random.nextInt(400), LayerPattern.allButEvery(2));
    }
    WorkloadSpec workload =
        random.nextBoolean()
            ? OperatorOptions.pass(Phase.PREFILL, batch, sequence, context)
            : OperatorOptions.pass(Phase.DECODE, batch, 1, context);

    double fused =
        OperatorOptions.offChipBytes(estimate(machine, model, workload, AttentionSpec.DEFAULT));
    double unfused =
        OperatorOptions.offChipBytes(estimate(machine, model, workload, OperatorOptions.UNFUSED));
    assertThat(unfused).isGreaterThanOrEqualTo(fused * (1 - 1e-12));
  }

  /** Without a mask nothing is left out by blocks, so both compute the same. */
  @ParameterizedTest
  @CsvSource({"tpu-v4", "nvidia-h200", "edge-ternary-16x16"})
  void withoutAMaskTheOperationsAreTheSame(String machine) {
    ModelConfig bert = ModelLibrary.get("bert-base");
    WorkloadSpec workload = bf16(Phase.PREFILL, 2, 300, 0);
    AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
    Estimate fused = estimate(accelerator, bert, workload, AttentionSpec.DEFAULT);
    Estimate unfused = estimate(accelerator, bert, workload, OperatorOptions.UNFUSED);

    assertThat(unfused.flops()).isEqualTo(fused.flops());
    PassSum.assertActions(arithmetic(unfused), arithmetic(fused));
  }

  private static ActionCounts arithmetic(Estimate estimate) {
    return ActionCounts.ofArithmetic(estimate.actions().arithmetic());
  }

  /** Decode of a GPU runs two products and a softmax anyway. */
  @Property(tries = 100, seed = "2")
  void aGpuDecodesAlike(
      @ForAll @IntRange(min = 1, max = 64) int batch, @ForAll @IntRange(max = 5000) int context) {
    AcceleratorSpec h200 = AcceleratorLibrary.get("nvidia-h200");
    WorkloadSpec workload = bf16(Phase.DECODE, batch, 1, context);
    Estimate fused = estimate(h200, LLAMA_3, workload, AttentionSpec.DEFAULT);
    Estimate unfused = estimate(h200, LLAMA_3, workload, OperatorOptions.UNFUSED);

    assertThat(unfused.latencySeconds()).isCloseTo(fused.latencySeconds(), within(1e-12));
    assertThat(OperatorOptions.seconds(unfused, "attention_"))
        .isCloseTo(OperatorOptions.seconds(fused, "attention"), within(1e-12));
    assertThat(OperatorOptions.offChipBytes(unfused))
        .isEqualTo(OperatorOptions.offChipBytes(fused));
  }

  /** ALiBi's and DeBERTa's numbers are added by an operator of their own. */
  @ParameterizedTest
  @CsvSource({"bloom, true", "deberta-v2-xxlarge, true", "t5-base, true", "llama-2-7b, false"})
  void aBiasByDistanceIsAnOperator(String model, boolean biased) {
    for (String machine : List.of("tpu-v4", "nvidia-h200")) {
      Estimate estimate =
          estimate(
              AcceleratorLibrary.get(machine),
              ModelLibrary.get(model),
              bf16(Phase.PREFILL, 1, 64, 0),
              OperatorOptions.UNFUSED);
      assertThat(estimate.operators())
          .extracting(OperatorEstimate::name)
          .contains("attention_scores", "attention_softmax", "attention_values")
          .doesNotContain("attention");
      assertThat(estimate.operators().stream().anyMatch(o -> o.name().endsWith("attention_bias")))
          .isEqualTo(biased);
    }
  }

  @Test
  void anEncodersTokensAreMetInParts() {
    WorkloadSpec generate =
        bf16(Phase.PREFILL, 1, 64, 0).with(new GenerationSpec(3, 1, Optional.empty()));
    Estimate estimate =
        estimate(
            AcceleratorLibrary.get("tpu-v4"),
            ModelLibrary.get("t5-base"),
            generate,
            OperatorOptions.UNFUSED);

    assertThat(line(estimate, "cross_attention_values").count()).isEqualTo(12 * 4);
    assertThat(line(estimate, "encoder.attention_scores").n()).isEqualTo(64);
  }
}
