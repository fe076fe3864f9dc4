package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.estimate.Models;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.ParameterCount;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import org.junit.jupiter.api.Test;

class ModelParametersTest {
  private static final ModelFormats TERNARY =
      new ModelFormats(NumberFormat.TERNARY, NumberFormat.INT8, NumberFormat.BF16);

  @Test
  void bitNetCountsItsExtraNormsAndItsSharedTableOnce() {
    ParameterCount parameters = Models.bitNet2B4T().parameterCount();

    assertThat(parameters.embedding()).isEqualTo(128256L * 2560);
    assertThat(parameters.head()).isZero();
    assertThat(parameters.linear())
        .isEqualTo(30L * (2560 * (2 * 2560 + 2 * 640) + 3 * 2560 * 6912));
    assertThat(parameters.norms()).isEqualTo(30L * (2 * 2560 + 2560 + 6912) + 2560);
    assertThat(parameters.biases()).isZero();
    assertThat(ModelParameters.bytes(Models.bitNet2B4T(), TERNARY))
        .isEqualTo(parameters.linear() / 4.0 + 2.0 * (parameters.embedding() + parameters.norms()));
  }

  @Test
  void attentionBiasesAreCountedAndRun() {
    ModelConfig model = Models.withWindow(Models.bitNet2B4T(), 4096, true);
    WorkloadSpec workload =
        new WorkloadSpec(Phase.DECODE, 1, 1, 5, NumberFormat.TERNARY, NumberFormat.INT8);

    assertThat(model.parameterCount().biases()).isEqualTo(30L * (2560 + 2 * 640 + 2560));
    assertThat(TransformerGraph.of(model, workload, TERNARY).vertexSet())
        .filteredOn(node -> node.operator().kind() == OperatorKind.BIAS)
        .hasSize(30 * 4);
  }

  @Test
  void slidingWindowKeepsNoMoreTokensThanItReaches() {
    ModelConfig model = Models.withWindow(Models.bitNet2B4T(), 1000, false);
    double bytesPerToken = 2.0 * 30 * 640 * 2;

    assertThat(KeyValueCache.bytes(model, 999, 2, NumberFormat.BF16))
        .isEqualTo(999 * 2 * bytesPerToken);
    assertThat(KeyValueCache.bytes(model, 4000, 2, NumberFormat.BF16))
        .isEqualTo(1000 * 2 * bytesPerToken);
    assertThat(KeyValueCache.bytes(Models.bitNet2B4T(), 9000, 2, NumberFormat.BF16))
        .isEqualTo(9000 * 2 * bytesPerToken);
  }
}
