package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitLinearModelTest {
  @Test
  void settingsComeBackAsTheyWereGiven() {
    UnitModel unit =
        Unit.BIT_LINEAR.configure(Map.of("lanes", "3", "length", "20", "weights", "binary"));
    assertThat(Unit.BIT_LINEAR.configure(unit.settings()).settings())
        .isEqualTo(unit.settings())
        .containsEntry("accumulator-width", "13"); // 20 x 127 = 2540
  }

  @ParameterizedTest
  @CsvSource({"1024, 16, 64, 16", "1000, 16, 63, 8", "16, 16, 1, 16", "17, 4, 5, 1"})
  void lastPassHasTheOutputsThatAreLeft(int outputs, int columns, int passes, int last) {
    Map<String, String> settings =
        Map.of("outputs", String.valueOf(outputs), "columns", String.valueOf(columns));
    BitLinearModel unit = (BitLinearModel) Unit.BIT_LINEAR.configure(settings);
    assertThat(unit.passes()).isEqualTo(passes);
    assertThat(unit.lastColumns()).isEqualTo(last);
  }

  @Test
  void modulesAreThoseOfItsPartsEachOnce() {
    assertThat(Unit.BIT_LINEAR.configure(Map.of()).modules())
        .extracting(RtlModule::name)
        .containsExactly(
            "token_buffer",
            "inverse_root",
            "rms_normalizer",
            "absmax_quantizer",
            "adder_tree",
            "requantizer",
            "bit_linear");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lanes               | 65    | lanes: 65 is out of range; allowed: 1 to 64",
        "length              | 3     | lanes: 4 are more than the 3 values of a token",
        "outputs             | 0     | outputs: 0 is out of range; allowed: 1 to 65536",
        "outputs             | 15    | columns: 16 are more than the 15 outputs of a token",
        "weights             | int8  | allowed: ternary, binary",
        "normalized-width    | 7     | normalized-width: 7 is out of range; allowed: 8 to 32",
        "scale-width         | 17    | scale-width: 17 is out of range; allowed: 1 to 16",
        "output              | int32 | allowed: int4, int8, int16",
        "accumulator-width   | 17    | accumulator-width: 17 bits; a sum of 1024 ternary x int8 products needs 18",
        "accumulator-width   | 33    | its product with a factor leaves 32",
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> Unit.BIT_LINEAR.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusalOfTheNormIsInTheSettingsOfTheLayer() {
    Map<String, String> settings = Map.of("normalized-fraction", "32", "gain-fraction", "0");
    assertThatThrownBy(() -> Unit.BIT_LINEAR.configure(settings))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("normalized-fraction: a product has");
  }
}
