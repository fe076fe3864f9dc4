package io.bitwright.simulator.convention;

import static io.bitwright.simulator.actions.Arithmetic.Operation.ADD;
import static io.bitwright.simulator.actions.Arithmetic.Operation.MULTIPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.ModelWork;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticConventionTest {
  /** BitNet 6.7B, arXiv 2310.11453, Table 5: 32 layers, hidden 4096, 32 heads. */
  private static final DecoderShape BITNET_6_7B =
      new DecoderShape(32, 4096, 4096, 4096, 16384, false);

  private static final List<WorkloadSpec> WORKLOADS =
      List.of(
          new WorkloadSpec(Phase.PREFILL, 2, 50, 0, NumberFormat.BF16, NumberFormat.BF16),
          new WorkloadSpec(Phase.DECODE, 3, 1, 40, NumberFormat.BF16, NumberFormat.BF16));

  private static final double LINEAR = 512.0 * 12 * 32 * 4096 * 4096;
  private static final double ATTENTION = 2.0 * 32 * 512 * 512 * 4096;

  @Test
  void aFloatingPointModelAddsAndMultipliesOnceForEachMultiplyAccumulate() {
    ActionCounts actions = ArithmeticConvention.actions(BITNET_6_7B, 512, NumberFormat.FP32);
    assertThat(actions.arithmetic())
        .containsExactly(
            new Arithmetic(ADD, NumberFormat.FP32, LINEAR + ATTENTION),
            new Arithmetic(MULTIPLY, NumberFormat.FP32, LINEAR + ATTENTION));
    assertThat(LINEAR + ATTENTION).isEqualTo(512 * 6_576_668_672.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = NumberFormat.class,
      names = {"BINARY", "TERNARY"})
  void aLowBitModelAddsInt8AndKeepsAttentionAndScalingInFp16(NumberFormat weights) {
    ActionCounts actions = ArithmeticConvention.actions(BITNET_6_7B, 512, weights);
    assertThat(actions.arithmetic())
        .containsExactly(
            new Arithmetic(ADD, NumberFormat.INT8, LINEAR),
            new Arithmetic(ADD, NumberFormat.FP16, ATTENTION),
            new Arithmetic(MULTIPLY, NumberFormat.FP16, ATTENTION + 18.0 * 4096 * 32 * 512));
  }

  @Test
  void aGatedModelWithGroupedQueriesCountsItsThreeProjectionsAndNarrowKeys() {
    DecoderShape shape = new DecoderShape(2, 10, 8, 4, 30, true);
    double weights = 2 * (10 * 8 + 2 * 10 * 4 + 8 * 10 + 3 * 10 * 30);
    assertThat(shape.linearWeights()).isEqualTo(weights);
    ActionCounts actions = ArithmeticConvention.actions(shape, 3, NumberFormat.TERNARY);
    double attention = 2 * 2 * 3 * 3 * 8;
    double scalings = 2 * (18 + 2 * 14 + 18 + 2 * 40 + 40);
    assertThat(actions.arithmetic())
        .containsExactly(
            new Arithmetic(ADD, NumberFormat.INT8, weights * 3),
            new Arithmetic(ADD, NumberFormat.FP16, attention),
            new Arithmetic(MULTIPLY, NumberFormat.FP16, attention + 3 * scalings));
  }

  @Test
  void aModelConfigurationGivesThePublishedEnergy() {
    ModelConfig model = ModelLibrary.get("bitnet-b1.58-2b-4t");
    DecoderShape shape = DecoderShape.of(model);
    assertThat(shape).isEqualTo(new DecoderShape(30, 2560, 2560, 640, 6912, true));
    assertThat(shape.linearWeights()).isEqualTo((double) model.linearParameters());
    assertThat(ArithmeticConvention.joules(shape, 512, NumberFormat.TERNARY, 7).total())
        .isCloseTo(0.028, within(0.0005));
  }

  /** One of each for every multiply-accumulate of the model's work, but for the head's. */
  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "falcon-7b", "t5-base", "bart-base", "palm-8b"})
  void familiesAreCountedByTheirLinearLayersAndAttention(String name) {
    ModelConfig model = ModelLibrary.get(name);
    for (WorkloadSpec workload : WORKLOADS) {
      ActionCounts sum = ActionCounts.NONE;
      PassSeries pass = PassSchedule.of(model, workload).all().getFirst();
      for (OperatorEstimate line :
          Estimator.estimate(AcceleratorLibrary.get("tpu-v4"), model, workload).operators()) {
        sum = sum.plus(ArithmeticConvention.actions(line, pass, workload.weights()));
      }
      double head = (double) model.hiddenSize() * model.headOutputs() * workload.batch();
      double multiplyAccumulates = ModelWork.flops(model, workload) / 2 - head;

      assertThat(sum.arithmetic()).hasSize(2);
      assertThat(sum.arithmetic())
          .allSatisfy(line ->
              assertThat(line.count())
                  .isCloseTo(multiplyAccumulates, within(multiplyAccumulates * 1e-12)));
    }
  }

  @Test
  void energyComesFromTheTableOfThePaperAlone() {
    EnergyJoules joules = ArithmeticConvention.joules(BITNET_6_7B, 512, NumberFormat.BINARY, 7);
    assertThat(joules.total()).isEqualTo(joules.multiply() + joules.add());
    assertThat(joules.origins())
        .hasSize(3)
        .allMatch(origin -> origin.sources().equals(List.of("bitnet-2023")))
        .allMatch(origin -> origin.note().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = NumberFormat.class,
      names = {"INT4", "INT8", "INT16", "INT32"})
  void aFormatThatThePapersDoNotCoverIsRefused(NumberFormat weights) {
    assertThatThrownBy(() -> ArithmeticConvention.actions(BITNET_6_7B, 512, weights))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "the arithmetic-only convention does not cover "
                + weights
                + " weights; allowed: binary, ternary, fp8, bf16, fp16, fp32");
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertThatThrownBy(() -> new DecoderShape(0, 1, 1, 1, 1, true))
        .hasMessage("layers must be at least 1, got 0");
    assertThatThrownBy(() -> new DecoderShape(1, 1, 1, 1, -5, true))
        .hasMessage("feedForwardWidth must be at least 1, got -5");
    assertThatThrownBy(() -> ArithmeticConvention.actions(BITNET_6_7B, 0, NumberFormat.FP16))
        .hasMessage("a pass has at least 1 token, got 0");
  }

  @Property(seed = "1")
  void energyIsLinearInTheLayers(
      @ForAll @IntRange(min = 1, max = 200) int layers,
      @ForAll @IntRange(min = 1, max = 20_000) int hidden,
      @ForAll @IntRange(min = 1, max = 4096) int tokens,
      @ForAll boolean ternary) {
    NumberFormat weights = ternary ? NumberFormat.TERNARY : NumberFormat.FP16;
    DecoderShape one = new DecoderShape(1, hidden, hidden, hidden, 3 * hidden, true);
    DecoderShape many = new DecoderShape(layers, hidden, hidden, hidden, 3 * hidden, true);
    double expected = layers * ArithmeticConvention.joules(one, tokens, weights, 7).total();
    assertThat(ArithmeticConvention.joules(many, tokens, weights, 7).total())
        .isCloseTo(expected, within(1e-12 * expected));
  }

  @Property(seed = "2")
  void ternaryWeightsNeverTakeMoreThanFp16(
      @ForAll @IntRange(min = 64, max = 20_000) int hidden,
      @ForAll @IntRange(min = 1, max = 100_000) int tokens) {
    DecoderShape shape = new DecoderShape(1, hidden, hidden, hidden, 3 * hidden, true);
    double fp16 = ArithmeticConvention.joules(shape, tokens, NumberFormat.FP16, 7).total();
    double ternary = ArithmeticConvention.joules(shape, tokens, NumberFormat.TERNARY, 7).total();
    assertThat(ternary).isLessThan(fp16);
  }
}
