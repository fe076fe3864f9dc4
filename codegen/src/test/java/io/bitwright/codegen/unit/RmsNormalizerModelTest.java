package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RmsNormalizerModelTest {
  @ParameterizedTest
  @CsvSource({"0.125", "1e-6", "0", "16"})
  void settingsComeBackAsTheyWereGiven(String epsilon) {
    UnitModel unit =
        Unit.RMS_NORMALIZER.configure(Map.of("lanes", "3", "length", "20", "epsilon", epsilon));
    assertThat(Unit.RMS_NORMALIZER.configure(unit.settings()).settings())
        .isEqualTo(unit.settings())
        .containsEntry("sum-width", "35"); // 20 x 2^30
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lanes        | 65     | lanes: 65 is out of range; allowed: 1 to 64",
        "length       | 3      | lanes: 4 are more than the 3 values of a token",
        "input-width  | 25     | input-width: 25 is out of range; allowed: 8 to 24",
        "gain-width   | 1      | gain-width: 1 is out of range; allowed: 2 to 24",
        "output-width | 33     | output-width: 33 is out of range; allowed: 4 to 32",
        "epsilon      | small  | epsilon: 'small' is not a number; allowed: a decimal from 0 to",
        "epsilon      | -1e-5  | epsilon: -0.00001 is out of range; allowed: a decimal from 0 to",
        "epsilon      | 1e-61  | with at most 60 decimals",
        "epsilon      | 100000 | epsilon: 100000 is more than the largest mean square, 2^14",
        "sum-width    | 40     | sum-width: 40 bits overflow; a sum of 1024 squares of 16-bit values needs 41 to 63",
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> Unit.RMS_NORMALIZER.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  /** The dividend is put together again from the two parts that the RTL begins with. */
  @Test
  void numeratorIsCutWhereTheQuotientBegins() {
    RmsNormalizerModel unit =
        (RmsNormalizerModel) Unit.RMS_NORMALIZER.configure(Map.of("length", "1000"));
    long start = Long.parseLong(unit.numeratorStart(), 16);
    long rest = Long.parseLong(unit.numeratorRest(), 16);
    assertThat((start << unit.constants().inverseBits()) + rest)
        .isEqualTo(unit.constants().numerator());
  }
}
