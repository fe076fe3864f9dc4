package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsmaxQuantizerModelTest {
  @Test
  void settingsComeBackAsTheyWereGiven() {
    UnitModel unit = Unit.ABSMAX_QUANTIZER.configure(Map.of("lanes", "7", "longest", "100"));
    assertThat(unit)
        .isEqualTo(AbsmaxQuantizerModel.of(7, 16, 100))
        .isEqualTo(Unit.ABSMAX_QUANTIZER.configure(unit.settings()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lanes       | 65    | lanes: 65 is out of range; allowed: 1 to 64",
        "input-width | 7     | input-width: 7 is out of range; allowed: 8 to 32",
        "longest     | 0     | longest: 0 is out of range; allowed: 1 to 65536",
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> Unit.ABSMAX_QUANTIZER.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void longestTokenHasAPlaceInTheMemory() {
    AbsmaxQuantizerModel unit = AbsmaxQuantizerModel.of(7, 16, 100);
    assertThat(unit.beats()).isEqualTo(15);
    // Two banks of 16 beats of 7 values.
    assertThat(new TokenBufferModel(unit.beats(), 7 * 16, 4, 16).memoryBits())
        .isEqualTo(2 * 16 * 7 * 16);
    assertThat(unit.interfaceOf().stream("quantized").beatBits()).isEqualTo(7 * 8 + 16 + 1);
  }
}
