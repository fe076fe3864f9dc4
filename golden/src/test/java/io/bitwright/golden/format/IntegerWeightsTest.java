package io.bitwright.golden.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.format.NumberFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerWeightsTest {

  @Test
  void rowsAreOutputsAndColumnsInputs() {
    IntegerWeights weights =
        new IntegerWeights(NumberFormat.TERNARY, new byte[][] {{1, 0, -1}, {0, 1, 1}});
    assertThat(weights.outputs()).isEqualTo(2);
    assertThat(weights.inputs()).isEqualTo(3);
    assertThat(weights.row(1)).containsExactly(0, 1, 1);
    assertThat(weights.format()).isEqualTo(NumberFormat.TERNARY);
  }

  @ParameterizedTest
  @CsvSource({"BINARY,-1", "BINARY,1", "TERNARY,0", "INT8,-128", "INT8,127"})
  void extremesOfAFormatAreWeights(NumberFormat format, byte value) {
    assertThat(new IntegerWeights(format, new byte[][] {{value}}).row(0)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource({"BINARY,0", "BINARY,2", "BINARY,-2", "TERNARY,2", "TERNARY,-2"})
  void valueOutsideTheFormatIsRefused(NumberFormat format, byte value) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new IntegerWeights(format, new byte[][] {{1, value}}))
        .withMessage(value + " is not a " + format.label() + " weight");
  }

  @Test
  void matrixThatIsNoneIsRefused() {
    refused("weight rows differ in length", NumberFormat.INT8, new byte[][] {{1, 2}, {3}});
    refused("weights without values", NumberFormat.INT8, new byte[0][]);
    refused("weights without values", NumberFormat.INT8, new byte[2][0]);
    refused("no integer weights of format bf16", NumberFormat.BF16, new byte[][] {{1}});
  }

  private static void refused(String message, NumberFormat format, byte[][] rows) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new IntegerWeights(format, rows))
        .withMessage(message);
  }
}
