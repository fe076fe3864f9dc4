package io.bitwright.simulator.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Are gains those of estimates, and is what bounds also what helps? */
class ExplanationTest {
  private static final AcceleratorSpec TPU = AcceleratorLibrary.resolve("tpu-v4");
  private static final ModelConfig LLAMA = ModelLibrary.resolve("llama-2-7b");

  @Test
  void gainOfAWholeIsTheRatioOfTwoEstimates() {
    double before = Estimator.estimate(TPU, LLAMA, decode(1, NumberFormat.FP16)).latencySeconds();
    double narrow = Estimator.estimate(TPU, LLAMA, decode(1, NumberFormat.INT8)).latencySeconds();
    double batched = Estimator.estimate(TPU, LLAMA, decode(2, NumberFormat.FP16)).latencySeconds();

    Explanation explanation = Explanation.of(pass(TPU, 1));

    assertThat(speedup(explanation.whole(), Change.WEIGHT_FORMAT))
        .hasValueSatisfying(gain -> assertThat(gain).isCloseTo(before / narrow, within(1e-9)));
    assertThat(speedup(explanation.whole(), Change.BATCH))
        .hasValueSatisfying(gain -> assertThat(gain).isCloseTo(2 * before / batched, within(1e-9)));
    assertThat(explanation.whole())
        .filteredOn(advice -> advice.change() == Change.WEIGHT_FORMAT)
        .extracting(Advice::description)
        .containsExactly("int8 weights");
  }

  /** Llama 2 7B decodes at about one FLOP a byte, far below the ridge of 229. */
  @Test
  void decodingIsBoundByMemoryAndBandwidthHelps() {
    Explanation explanation = Explanation.of(pass(TPU, 1));

    assertThat(explanation.operators()).allMatch(o -> o.runs().boundBy() == Bound.MEMORY);
    for (ExplainedOperator operator : explanation.operators()) {
      assertThat(operator.runs().flopsPerByte())
          .hasValueSatisfying(f -> assertThat(f).isLessThan(operator.ridgeFlopsPerByte()));
      assertThat(operator.shareOfBandwidth()).isBetween(0.5, 1.0);
      assertThat(speedup(operator.advice(), Change.MEMORY_BANDWIDTH))
          .hasValueSatisfying(gain -> assertThat(gain).isBetween(1.4, 2.0));
    }
  }

  @Test
  void largeProductIsBoundByComputeAndUnitsHelp() {
    MatmulShape shape = new MatmulShape(4096, 4096, 4096);
    Task product = new Task.Product(shape, NumberFormat.BF16, NumberFormat.BF16);

    ExplainedOperator operator = Explanation.of(new Scenario(TPU, product)).operators().getFirst();

    assertThat(operator.runs().boundBy()).isEqualTo(Bound.COMPUTE);
    assertThat(operator.runs().shareOfPeak()).isBetween(0.75, 0.8);
    assertThat(operator.advice().getFirst().change()).isEqualTo(Change.MATRIX_UNITS);
    assertThat(operator.share()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200"})
  void longestOperatorsMakeNinetyFivePercentAndTheRestIsSummed(String machine) {
    Scenario scenario = pass(AcceleratorLibrary.resolve(machine), 4);

    Explanation explanation = Explanation.of(scenario);

    double explained = explanation.operators().stream().mapToDouble(o -> o.share()).sum();
    double last = explanation.operators().getLast().share();
    assertThat(explained).isGreaterThanOrEqualTo(Explanation.EXPLAINED_SHARE);
    assertThat(explained - last).isLessThan(Explanation.EXPLAINED_SHARE);
    assertThat(explained + explanation.otherShare()).isCloseTo(1, within(1e-12));
    assertThat(explanation.operators())
        .isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()))
        .allSatisfy(o -> assertThat(o.advice()).allMatch(advice -> advice.speedup() >= 1.05));
    assertThat(explanation.operators().size() + explanation.otherOperators())
        .isEqualTo(scenario.execution().totals().size());
    assertThat(Explanation.of(scenario)).isEqualTo(explanation);
  }

  @Test
  void machinesGetTheChangesOfTheirParts() {
    assertThat(changes(Explanation.of(pass(TPU, 1))))
        .contains(Change.VECTOR_LANES, Change.MEMORY_LATENCY, Change.BUFFERS)
        .doesNotContain(Change.CACHE_BANDWIDTH, Change.KERNEL_OVERHEADS);
    assertThat(changes(Explanation.of(pass(AcceleratorLibrary.resolve("nvidia-h200"), 1))))
        .contains(Change.CACHE_BANDWIDTH, Change.KERNEL_OVERHEADS, Change.BUFFERS)
        .doesNotContain(Change.VECTOR_LANES, Change.MEMORY_LATENCY);
  }

  @Test
  void whatCannotBeIsNoAdvice() {
    MatmulShape longest = new MatmulShape(Long.MAX_VALUE / 2 + 1, 1, 1);
    Task product = new Task.Product(longest, NumberFormat.BINARY, NumberFormat.INT8);
    Scenario scenario = new Scenario(TPU, product);

    assertThat(Change.WEIGHT_FORMAT.of(scenario)).isEmpty();
    assertThatThrownBy(() -> Change.BATCH.of(scenario)).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @EnumSource(NumberFormat.class)
  void narrowerWeightsAreNarrower(NumberFormat weights) {
    Scenario scenario =
        new Scenario(TPU, new Task.Product(new MatmulShape(8, 8, 8), weights, NumberFormat.BF16));

    Optional<Scenario> narrower = Change.WEIGHT_FORMAT.of(scenario);

    assertThat(narrower.isEmpty()).isEqualTo(weights == NumberFormat.BINARY);
    narrower.ifPresent(other ->
        assertThat(other.task().weights().storageBits()).isEqualTo(weights.storageBits() / 2));
  }

  /** Two enum constants of one word would be one key to a script. */
  @Test
  void labelsAreTheNamesInTheStyleOfTheDocument() {
    assertThat(Arrays.stream(Change.values()).map(Change::label))
        .allMatch(label -> label.matches("[a-z]+([A-Z][a-z]+)?"))
        .doesNotHaveDuplicates();
  }

  private static List<Change> changes(Explanation explanation) {
    return explanation.whole().stream().map(Advice::change).toList();
  }

  private static Optional<Double> speedup(List<Advice> advice, Change change) {
    return advice.stream().filter(a -> a.change() == change).map(Advice::speedup).findFirst();
  }

  private static Scenario pass(AcceleratorSpec machine, int batch) {
    return new Scenario(machine, new Task.Pass(LLAMA, decode(batch, NumberFormat.FP16)));
  }

  private static WorkloadSpec decode(int batch, NumberFormat weights) {
    return new WorkloadSpec(Phase.DECODE, batch, 1, 2048, weights, NumberFormat.FP16);
  }
}
