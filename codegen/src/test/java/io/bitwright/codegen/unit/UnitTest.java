package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  private static final Unit ARRAY = Unit.WEIGHT_STATIONARY_ARRAY;

  @Test
  void settingsThatAreNotGivenHaveTheirStandardValues() {
    assertThat(ARRAY.configure(Map.of()))
        .isEqualTo(WeightStationaryArrayModel.of(16, 16, NumberFormat.TERNARY, 64, 4096));
  }

  @Test
  void settingsComeBackAsTheyWereGiven() {
    UnitModel spec = ARRAY.configure(Map.of("rows", "5", "weights", "int8", "longest-sum", "100"));
    assertThat(spec.settings())
        .containsEntry("rows", "5")
        .containsEntry("columns", "16")
        .containsEntry("weights", "int8")
        .containsEntry("accumulator-width", "23");
    assertThat(ARRAY.configure(spec.settings())).isEqualTo(spec);
  }

  @Test
  void unknownUnitNamesTheNearest() {
    assertThatThrownBy(() -> Unit.named("weight_stationery_array"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("did you mean \"weight_stationary_array\"?");
    assertThat(Unit.named("weight_stationary_array")).isEqualTo(ARRAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "row               | 4        | did you mean \"rows\"?",
        "zzzzzzzzz         | 4        | unknown setting of weight_stationary_array \"zzzzzzzzz\"; allowed: rows",
        "rows              | 0        | rows: 0 is out of range; allowed: 1 to 128",
        "columns           | 129      | columns: 129 is out of range; allowed: 1 to 128",
        "rows              | many     | rows: 'many' is not a whole number; allowed: 1 to 128",
        "rows              | 99999999999 | is not a whole number; allowed: 1 to 128",
        "weights           | ternery  | allowed: int8, int4, ternary, binary; did you mean \"ternary\"?",
        "weights           | bf16     | unknown value of weights \"bf16\"",
        "accumulator-rows  | 4097     | accumulator-rows: 4097 is out of range; allowed: 1 to 4096",
        "accumulator-width | 20       | a sum of 4096 ternary x int8 products needs 21 to 64",
        "accumulator-width | 65       | accumulator-width: 65 is out of range; allowed: 1 to 64",
        "longest-sum       | 15       | longest-sum: 15 is less than the 16 rows",
        "activations       | ternary  | unknown value of activations \"ternary\"; allowed: int8, int4, int16",
        "multiplier        | lut      | multiplier: lut does not multiply ternary weights; allowed: adder",
        "multiplier        | fast     | unknown value of multiplier \"fast\"; allowed: dsp, lut, adder",
        "clock-mhz         | 0        | clock-mhz: 0 is out of range; allowed: 1 to 2000"
      })
  void wrongSettingIsRefusedBeforeAnythingIsRendered(String key, String value, String message) {
    assertThatThrownBy(() -> ARRAY.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void sumsInsideTheArrayFollowTheWidthRule() {
    WeightStationaryArrayModel spec =
        WeightStationaryArrayModel.of(33, 17, NumberFormat.INT8, 64, 4096);
    assertThat(spec.sumWidth()).isEqualTo(15 + 6 + 1);
    assertThat(spec.accumulatorWidth()).isEqualTo(WidthRule.signedBits(NumberFormat.INT8, 4096));
  }

  @Test
  void interfaceHasTheWidthsOfThePage() {
    UnitInterface ports =
        WeightStationaryArrayModel.of(3, 5, NumberFormat.TERNARY, 4, 64).interfaceOf();
    assertThat(ports.stream("weight").beatBits()).isEqualTo(5 * 2);
    assertThat(ports.stream("activation").beatBits()).isEqualTo(3 * 8 + 3);
    assertThat(ports.stream("result").beatBits()).isEqualTo(5 * (8 + 6 + 1));
    assertThat(ports.stream("result").validSignal()).isEqualTo("result_valid_o");
    assertThat(ports.stream("result").readySignal()).isEqualTo("result_ready_i");
    assertThat(ports.stream("weight").validSignal()).isEqualTo("weight_valid_i");
    assertThatThrownBy(() -> ports.stream("weights")).isInstanceOf(IllegalArgumentException.class);
  }
}
