package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequantizerModelTest {
  @Test
  void settingsComeBackAsTheyWereGiven() {
    UnitModel unit =
        Unit.REQUANTIZER.configure(Map.of("lanes", "5", "scales", "lane", "output", "int4"));
    assertThat(unit).isEqualTo(RequantizerModel.of(5, 32, 16, true, NumberFormat.INT4));
    assertThat(Unit.REQUANTIZER.configure(unit.settings())).isEqualTo(unit);
  }

  @Test
  void scalesAreAsManyAsTheSettingSays() {
    UnitInterface ports = RequantizerModel.of(5, 32, 12, true, NumberFormat.INT8).interfaceOf();
    assertThat(ports.stream("scale").beatBits()).isEqualTo(5 * (12 + 6));
    assertThat(ports.stream("sum").beatBits()).isEqualTo(5 * 32 + 1);
    ports = RequantizerModel.of(5, 32, 12, false, NumberFormat.INT8).interfaceOf();
    assertThat(ports.stream("scale").beatBits()).isEqualTo(12 + 6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lanes       | 0    | lanes: 0 is out of range; allowed: 1 to 64",
        "sum-width   | 48   | sum-width: 48 is out of range; allowed: 4 to 47",
        "scale-width | 49   | scale-width: 49 is out of range; allowed: 1 to 48",
        "scale-width | 32   | sums of 32 bits and mantissas of 32 have products of 64; at most 63",
        "scales      | row  | allowed: beat, lane",
        "output      | int9 | allowed: int4, int8, int16"
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> Unit.REQUANTIZER.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }
}
