package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowBitTokenTimesTest {
  private static final AcceleratorSpec A100 = AcceleratorLibrary.get("nvidia-a100-80gb");
  private static final ModelConfig OPT = ModelLibrary.get("opt-175b");

  @Test
  void everyRowHoldsOrIsAKnownDeviation() {
    List<ValidationRow> rows = LowBitTokenTimes.rows();

    assertThat(rows).hasSize(6 * 2 + 2).allMatch(row -> row.holds() != row.knownDeviation());
    assertThat(rows.stream().filter(ValidationRow::bound))
        .hasSize(6)
        .allMatch(ValidationRow::holds);
    assertThat(rows.stream().filter(ValidationRow::knownDeviation))
        .extracting(ValidationRow::item)
        .containsExactly(
            "OPT-175B on an A100, GPTQ with 3 bits, time of a token",
            "OPT-175B on an A100, OPTQ with 3 bits, time of a token",
            "OPT-175B on an A100, LUT-GEMM with 1 bit, time of a token",
            "OPT-175B on an A100, LUT-GEMM with 2 bits, time of a token",
            "OPT-175B on an A100, speed-up of 3 bits over fp16");
  }

  /** The estimate is never below what its own weights take at the memory's peak. */
  @Test
  void oursIsNotBelowTheBandwidthsBound() {
    for (int bits : new int[] {1, 2, 3, 4, 16}) {
      double least = 96 * 12 * 12288.0 * 12288 * bits / 8 / 2039e9 * 1e3;
      assertThat(LowBitTokenTimes.milliseconds(A100, OPT, bits)).isBetween(least, 2 * least);
    }
  }
}
