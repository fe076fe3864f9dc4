package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TernaryUnpackerModelTest {
  @Test
  void tritsFollowFromBytesUnlessTheyAreGiven() {
    assertThat(Unit.TERNARY_UNPACKER.configure(Map.of("bytes", "7")))
        .isEqualTo(TernaryUnpackerModel.of(7, 35));
    UnitModel unit = Unit.TERNARY_UNPACKER.configure(Map.of("bytes", "7", "trits", "32"));
    assertThat(unit).isEqualTo(TernaryUnpackerModel.of(7, 32));
    assertThat(Unit.TERNARY_UNPACKER.configure(unit.settings())).isEqualTo(unit);
    assertThat(unit.interfaceOf().stream("trit").beatBits()).isEqualTo(2 * 32 + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes | 0  | bytes: 0 is out of range; allowed: 1 to 64",
        "bytes | 65 | bytes: 65 is out of range; allowed: 1 to 64",
        "trits | 66 | trits: 13 bytes hold 61 to 65 trits, not 66",
        "trits | 60 | trits: 13 bytes hold 61 to 65 trits, not 60"
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> Unit.TERNARY_UNPACKER.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }
}
