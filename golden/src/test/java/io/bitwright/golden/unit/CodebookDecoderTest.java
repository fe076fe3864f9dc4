package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.format.Codebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodebookDecoderTest {
  @ParameterizedTest
  @CsvSource({
    "NF4, 8, 16, 8, 0, 65535, -127", // -126.998
    "NF4, 8, 16, 8, 14, 32768, 46", // 92 / 2
    "NF4, 8, 15, 8, 15, 65535, 127", // 253.996 saturates
    "NF4, 8, 1, 16, 1, 5, -220", // -88 * 5 / 2
    "NF2, 8, 3, 8, 2, 12, 64", // 64.5, a tie
    "NF2, 8, 3, 8, 2, 20, 108", // 107.5, a tie
    "INT4, 4, 0, 8, 8, 16, -128",
    "INT4, 4, 0, 8, 7, 20, 127"
  })
  void weightsAreLevelTimesScale(
      Codebook codebook, int levels, int fraction, int output, int code, int scale, int weight) {
    assertThat(new CodebookDecoder(codebook, levels, fraction, output).decode(code, scale))
        .isEqualTo(weight);
  }

  @Test
  void whatIsNoCodeIsRefused() {
    assertThatThrownBy(() -> new CodebookDecoder(Codebook.NF2, 8, 16, 8).decode(4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 is no code of nf2");
  }
}
