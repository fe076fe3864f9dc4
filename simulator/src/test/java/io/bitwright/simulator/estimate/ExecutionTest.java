package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.simulator.mapping.TileMapping;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Does the pass, operator by operator, add up to the estimate? */
class ExecutionTest {
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @CsvSource({
    "llama-2-7b, tpu-v4, PREFILL",
    "llama-2-7b, tpu-v4, DECODE",
    "llama-2-70b, nvidia-h200, PREFILL",
    "llama-2-70b, nvidia-h200, DECODE",
    "mixtral-8x7b, nvidia-a100-80gb, DECODE",
    "bitnet-b1.58-2b-4t, edge-ternary-16x16, PREFILL",
    "bert-base, tpu-v4, PREFILL",
    "t5-base, edge-int8-8x8, PREFILL"
  })
  void linesAreThoseOfTheEstimate(String model, String machine, Phase phase) {
    AcceleratorSpec accelerator = AcceleratorLibrary.resolve(machine);
    ModelConfig config = ModelLibrary.resolve(model);
    WorkloadSpec workload =
        new WorkloadSpec(
            phase,
            2,
            phase == Phase.DECODE ? 1 : 64,
            phase == Phase.DECODE ? 300 : 0,
            config.nativeWeights(),
            config.nativeActivations());

    Estimate estimate = Estimator.estimate(accelerator, config, workload);
    Execution execution = Execution.ofModel(accelerator, config, workload);

    assertThat(execution.seconds())
        .isCloseTo(estimate.latencySeconds(), within(ROUNDING * estimate.latencySeconds()));
    List<ExecutedOperator> totals = execution.totals();
    assertThat(totals).hasSameSizeAs(estimate.operators());
    for (int i = 0; i < totals.size(); i++) {
      assertAlike(totals.get(i), estimate.operators().get(i));
    }
    execution.operators().forEach(ExecutionTest::assertEnginesFitIn);
  }

  private static void assertAlike(ExecutedOperator executed, OperatorEstimate estimated) {
    assertThat(executed.operator().name()).isEqualTo(estimated.name());
    assertThat(executed.count()).isEqualTo(estimated.count());
    assertThat(executed.boundBy()).isEqualTo(estimated.boundBy());
    assertThat(executed.shape())
        .isEqualTo(new OperatorShape(estimated.m(), estimated.k(), estimated.n()));
    assertThat(executed.all().whole())
        .isCloseTo(estimated.seconds(), within(ROUNDING * estimated.seconds()));
    assertThat(executed.computeCycles() * executed.count()).isEqualTo((double) estimated.cycles());
    double bytes = estimated.actions().offChipReadBytes() + estimated.actions().offChipWriteBytes();
    assertThat(executed.offChipBytes() * executed.count())
        .isCloseTo(bytes, within(ROUNDING * bytes));
  }

  private static void assertEnginesFitIn(ExecutedOperator operator) {
    EngineSeconds seconds = operator.all();
    double most = seconds.whole() * (1 + ROUNDING);
    assertThat(seconds.matrix()).isBetween(0.0, most);
    assertThat(seconds.memory()).isBetween(0.0, most);
    assertThat(seconds.vector()).isBetween(0.0, most);
    assertThat(operator.shareOfPeak()).as(operator.operator().name()).isBetween(0.0, 1.0);
  }

  @Test
  void operatorsStandInTheirLayers() {
    AcceleratorSpec accelerator = AcceleratorLibrary.resolve("nvidia-h200");
    ModelConfig model = ModelLibrary.resolve("llama-2-7b");
    WorkloadSpec workload =
        new WorkloadSpec(Phase.DECODE, 1, 1, 10, NumberFormat.BF16, NumberFormat.BF16);

    List<ExecutedOperator> operators = Execution.ofModel(accelerator, model, workload).operators();

    assertThat(operators.getFirst().layer()).isEqualTo(OperatorNode.OUTSIDE_LAYERS);
    assertThat(operators.getFirst().launchSeconds()).isPositive();
    assertThat(operators.stream().skip(1)).allMatch(o -> o.launchSeconds() == 0);
    assertThat(operators.stream().filter(o -> o.operator().name().equals("attention")))
        .extracting(ExecutedOperator::layer)
        .containsExactlyElementsOf(IntStream.range(0, 32).boxed().toList());
  }

  @Test
  void aProductOfAnArrayKeepsItsMapping() {
    AcceleratorSpec accelerator = AcceleratorLibrary.resolve("edge-int8-8x8");
    MatmulShape shape = new MatmulShape(64, 512, 256);

    ExecutedOperator product =
        Execution.ofMatmul(accelerator, shape, NumberFormat.INT8, NumberFormat.INT8)
            .operators()
            .getFirst();

    assertThat(product.work().flops()).isEqualTo(2.0 * 64 * 512 * 256);
    TileMapping tiles = tiles(product);
    assertThat(tiles.weightReads() + tiles.activationReads() + tiles.resultWrites())
        .isEqualTo(product.offChipBytes());
    assertThat(product.flopsPerByte())
        .hasValueSatisfying(intensity ->
            assertThat(intensity * product.offChipBytes()).isEqualTo(product.work().flops()));
  }

  /** Its timing exchanges M and N inside; what is shown is the product as it was asked for. */
  @Test
  void mappingOfAnInputStationaryArrayIsOfTheProductAsWritten() {
    AcceleratorSpec accelerator =
        withKind(
            AcceleratorLibrary.resolve("edge-int8-8x8"), MatrixUnitKind.INPUT_STATIONARY_ARRAY);
    MatmulShape shape = new MatmulShape(1, 2048, 1024);

    ExecutedOperator product =
        Execution.ofMatmul(accelerator, shape, NumberFormat.INT8, NumberFormat.INT8)
            .operators()
            .getFirst();

    TileMapping tiles = tiles(product);
    assertThat(tiles.mParts()).isEqualTo(1);
    assertThat(tiles.rowsPerStep()).isEqualTo(1);
    assertThat(tiles.weightReads()).isEqualTo(2048.0 * 1024);
    assertThat(tiles.activationReads() % 2048).isZero();
    assertThat(tiles.resultWrites()).isEqualTo(2.0 * 1024);
  }

  private static TileMapping tiles(ExecutedOperator product) {
    return ((ProductMapping) product.mapping().orElseThrow()).tiles();
  }

  private static AcceleratorSpec withKind(AcceleratorSpec machine, MatrixUnitKind kind) {
    MatrixUnitSpec unit = machine.matrixUnit();
    return machine.with(
        new MatrixUnitSpec(
            kind,
            unit.count(),
            unit.rows(),
            unit.columns(),
            unit.operandPairs(),
            unit.accumulatorRows(),
            unit.longestSum(),
            unit.accumulatorWidth()));
  }
}
