package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters and outlier columns beside linear layers. */
class SidePathsTest {
  private static final ModelConfig LLAMA = Models.llama2With7BillionParameters();

  private static Estimate estimate(
      AcceleratorSpec machine, ModelConfig model, WorkloadSpec workload, SidePathSpec paths) {
    return Estimator.estimate(machine, model, workload.with(AttentionSpec.DEFAULT, paths));
  }

  private static OperatorEstimate line(Estimate estimate, String name) {
    return estimate.operators().stream()
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operator " + name));
  }

  private static void assertProduct(Estimate estimate, String name, long m, long k, long n) {
    OperatorEstimate line = line(estimate, name);
    assertThat(List.of(line.m(), line.k(), line.n())).containsExactly(m, k, n);
  }

  /** r (d + d) for each of q and v in 32 layers: 4,194,304 for r = 8 and d = 4096. */
  @Test
  void adaptersOfQueriesAndValues() {
    SidePathSpec paths = OperatorOptions.lora(8, LoraTarget.Q_PROJ, LoraTarget.V_PROJ);
    WorkloadSpec workload = OperatorOptions.pass(Phase.DECODE, 3, 1, 50);
    Estimate plain = estimate(Machines.datacentre(), LLAMA, workload, SidePathSpec.NONE);
    Estimate adapted = estimate(Machines.datacentre(), LLAMA, workload, paths);

    assertThat(adapted.memoryBytes().weights() - plain.memoryBytes().weights())
        .isEqualTo(2 * 4_194_304.0);
    assertThat(adapted.flops() - plain.flops()).isEqualTo(2.0 * 4_194_304 * 3);
    assertProduct(adapted, "q_proj_lora_a", 3, 4096, 8);
    assertProduct(adapted, "q_proj_lora_b", 3, 8, 4096);
    OperatorEstimate add = line(adapted, "v_proj_lora_add");
    assertThat(add.kind()).isEqualTo(OperatorKind.SIDE_PATH);
    assertThat(add.count()).isEqualTo(32);
    assertThat(adapted.operators()).hasSize(plain.operators().size() + 6);
    Estimate onGpu = estimate(AcceleratorLibrary.get("nvidia-h200"), LLAMA, workload, paths);
    assertThat(line(onGpu, "q_proj_lora_a").actions().offChipReadBytes())
        .isEqualTo(32 * 4096.0 * 8 * 2);
  }

  /**
   * Hu et al. 2021, arXiv 2106.09685, section 7.1 and table 5: "18M" parameters of GPT-3 175B with
   * r = 8 on one kind of weights of attention, r = 4 on two, r = 2 on all four; 96 layers.
   */
  @Test
  void adaptersOfGpt3HaveThePublishedParameters() {
    ModelConfig model = ModelLibrary.get("gpt-3-175b");
    LoraTarget q = LoraTarget.Q_PROJ;
    LoraTarget k = LoraTarget.K_PROJ;
    LoraTarget v = LoraTarget.V_PROJ;
    long published = 96L * 8 * (12288 + 12288);

    assertThat(published).isEqualTo(18_874_368);
    assertThat(AdaptedLayer.parameters(model, new LoraSpec(8, List.of(q)))).isEqualTo(published);
    assertThat(AdaptedLayer.parameters(model, new LoraSpec(4, List.of(q, v)))).isEqualTo(published);
    assertThat(AdaptedLayer.parameters(model, new LoraSpec(2, List.of(q, k, v, LoraTarget.O_PROJ))))
        .isEqualTo(published);
  }

  /** All linear layers: the parameters are r (inputs + outputs) of each, experts one by one. */
  @Test
  void expertsHaveAdaptersEach() {
    ModelConfig model = ModelLibrary.get("mixtral-8x7b");
    LoraSpec all = new LoraSpec(4, List.of(LoraTarget.values()));
    long attention = 2 * (4096 + 4096) + 2 * (4096 + 1024);
    long expert = 3 * (4096 + 14336);

    assertThat(AdaptedLayer.parameters(model, all)).isEqualTo(32 * 4 * (attention + 8 * expert));
    Estimate estimate =
        estimate(
            AcceleratorLibrary.get("nvidia-h200"),
            model,
            OperatorOptions.pass(Phase.DECODE, 1, 1, 10),
            OperatorOptions.lora(4, LoraTarget.DOWN_PROJ));
    assertProduct(estimate, "expert_down_proj_lora_a", 1, 14336, 4);
    assertThat(line(estimate, "expert_down_proj_lora_a").count()).isEqualTo(32 * 2);
  }

  @Property(tries = 100, seed = "1")
  void sidePathsOnlyAddWork(@ForAll long seed) {
    Random random = new Random(seed);
    AcceleratorSpec machine = OperatorOptions.machine(random);
    ModelConfig model = Models.random(random);
    WorkloadSpec workload = OperatorOptions.pass(Phase.PREFILL, 1, 1 + random.nextInt(200), 0);
    SidePathSpec paths = OperatorOptions.randomSidePaths(random);
    Estimate plain = estimate(machine, model, workload, SidePathSpec.NONE);
    Estimate beside = estimate(machine, model, workload, paths);

    assertThat(beside.latencySeconds()).isGreaterThanOrEqualTo(plain.latencySeconds());
    assertThat(beside.memoryBytes().kvCache()).isEqualTo(plain.memoryBytes().kvCache());
    long adapters = paths.lora().map(lora -> AdaptedLayer.parameters(model, lora)).orElse(0L);
    assertThat(beside.memoryBytes().weights())
        .isEqualTo(plain.memoryBytes().weights() + 2.0 * adapters);
    for (OperatorEstimate line : plain.operators()) {
      assertThat(beside.operators()).contains(line);
    }
  }

  /** 0.1 % of 4096 columns are 4; their weights are read again as they are stored, in int8. */
  @ParameterizedTest
  @CsvSource({"0.001, 4, 11", "0.00001, 1, 1", "0.01, 41, 110", "1, 4096, 11008"})
  void outlierColumnsRunInSixteenBitsAsWell(double share, long ofWidth, long ofInner) {
    WorkloadSpec workload = OperatorOptions.pass(Phase.PREFILL, 1, 64, 0);
    Estimate plain = estimate(Machines.datacentre(), LLAMA, workload, SidePathSpec.NONE);
    Estimate outliers =
        estimate(Machines.datacentre(), LLAMA, workload, OperatorOptions.outliers(share));

    assertProduct(outliers, "q_proj_outliers", 64, ofWidth, 4096);
    assertProduct(outliers, "down_proj_outliers", 64, ofInner, 4096);
    assertThat(line(outliers, "q_proj")).isEqualTo(line(plain, "q_proj"));
    Estimate onGpu =
        estimate(
            AcceleratorLibrary.get("nvidia-h200"),
            LLAMA,
            workload,
            OperatorOptions.outliers(share));
    assertThat(line(onGpu, "o_proj_outliers").actions().offChipReadBytes())
        .isEqualTo(32.0 * ofWidth * 4096);
    assertThat(line(outliers, "feed_forward_input_outlier_columns").count()).isEqualTo(32);
    assertThat(outliers.memoryBytes()).isEqualTo(plain.memoryBytes());
    assertThat(outliers.flops()).isEqualTo(plain.flops());
  }

  /** A GPU makes one product of q, k and v; so it does of their outliers, not of adapters. */
  @Test
  void kernelsOfAGpu() {
    WorkloadSpec workload = OperatorOptions.pass(Phase.DECODE, 1, 1, 10);
    AcceleratorSpec h200 = AcceleratorLibrary.get("nvidia-h200");
    Estimate outliers = estimate(h200, LLAMA, workload, OperatorOptions.outliers(0.001));
    Estimate adapted =
        estimate(
            h200,
            LLAMA,
            new WorkloadSpec(Phase.DECODE, 1, 1, 10, NumberFormat.BF16, NumberFormat.BF16),
            OperatorOptions.lora(16, LoraTarget.Q_PROJ, LoraTarget.K_PROJ));

    assertProduct(outliers, "q_proj_outliers+k_proj_outliers+v_proj_outliers", 1, 4, 12288);
    assertProduct(adapted, "q_proj+k_proj+v_proj", 1, 4096, 12288);
    assertProduct(adapted, "q_proj_lora_a", 1, 4096, 16);
    assertProduct(adapted, "k_proj_lora_a", 1, 4096, 16);
  }

  @Test
  void targetsThatTheModelHasNotAreRefused() {
    WorkloadSpec workload = OperatorOptions.pass(Phase.PREFILL, 1, 8, 0);
    SidePathSpec gate = OperatorOptions.lora(8, LoraTarget.GATE_PROJ);
    ModelConfig gpt2 = ModelLibrary.get("gpt2");

    assertThatThrownBy(() -> estimate(Machines.datacentre(), gpt2, workload, gate))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "gpt2 has no linear layer gate_proj; allowed: q_proj, k_proj, v_proj, o_proj, up_proj,"
                + " down_proj");
  }
}
