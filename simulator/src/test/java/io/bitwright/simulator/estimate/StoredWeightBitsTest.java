package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that take other bits in memory than their format says. */
class StoredWeightBitsTest {
  private static final ModelConfig MODEL = ModelLibrary.get("llama-2-7b");
  private static final WorkloadSpec DECODE =
      new WorkloadSpec(Phase.DECODE, 1, 1, 512, NumberFormat.INT4, NumberFormat.BF16);

  private static Estimate estimate(String accelerator, WorkloadSpec workload) {
    return Estimator.estimate(AcceleratorLibrary.get(accelerator), MODEL, workload);
  }

  private static double linearSeconds(Estimate estimate) {
    return estimate.operators().stream()
        .filter(line -> line.kind() == OperatorKind.MATMUL && !line.name().contains("head"))
        .mapToDouble(OperatorEstimate::seconds)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200"})
  void theBitsOfTheFormatSaidAloudChangeNothing(String accelerator) {
    assertThat(estimate(accelerator, DECODE.withStoredWeightBits(4)).latencySeconds())
        .isEqualTo(estimate(accelerator, DECODE).latencySeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu-v4", "nvidia-h200"})
  void scalesTakeMemory(String accelerator) {
    Estimate plain = estimate(accelerator, DECODE);
    Estimate grouped = estimate(accelerator, DECODE.withStoredWeightBits(4.5));
    assertThat(grouped.memoryBytes().weights() - plain.memoryBytes().weights())
        .isCloseTo(MODEL.linearParameters() * 0.5 / Byte.SIZE, within(1.0));
    assertThat(grouped.flops()).isEqualTo(plain.flops());
  }

  /** A token's products wait for the memory of this machine, whose bytes grow by an eighth. */
  @Test
  void scalesTakeTime() {
    double plain = linearSeconds(estimate("nvidia-h200", DECODE));
    double grouped = linearSeconds(estimate("nvidia-h200", DECODE.withStoredWeightBits(4.5)));
    assertThat(grouped / plain).isBetween(1.05, 1.1251);
  }

  @Test
  void theBitsStayWithTheFormat() {
    WorkloadSpec stored = DECODE.withStoredWeightBits(4.5);
    assertThat(stored.with(8, NumberFormat.INT4).weightBits()).isEqualTo(4.5);
    assertThat(stored.with(8, NumberFormat.INT8).weightBits()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 33, Double.NaN})
  void noWeightTakesSuchBits(double bits) {
    assertThatThrownBy(() -> DECODE.withStoredWeightBits(bits))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("at most 32 bits");
  }
}
