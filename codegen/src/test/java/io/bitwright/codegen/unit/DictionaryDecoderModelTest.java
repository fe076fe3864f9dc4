package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryDecoderModelTest {
  @Test
  void widthsFollowFromTheSettings() {
    UnitModel unit =
        Unit.DICTIONARY_DECODER.configure(Map.of("entries", "64", "longest", "8", "lanes", "5"));
    assertThat(unit).isEqualTo(DictionaryDecoderModel.of(64, 8, 5));
    assertThat(Unit.DICTIONARY_DECODER.configure(unit.settings())).isEqualTo(unit);
    assertThat(unit.interfaceOf().stream("entry").beatBits()).isEqualTo(2 * 8 + 4);
    assertThat(unit.interfaceOf().stream("codeword").beatBits()).isEqualTo(6 + 2);
    assertThat(unit.interfaceOf().stream("trit").beatBits()).isEqualTo(2 * 5 + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entries | 8    | entries: 8 is out of range; allowed: 16 to 4096",
        "entries | 100  | entries: 100 is not a power of two; the nearest are 64 and 128",
        "longest | 33   | longest: 33 is out of range; allowed: 2 to 32",
        "lanes   | 0    | lanes: 0 is out of range; allowed: 1 to 128"
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> Unit.DICTIONARY_DECODER.configure(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }
}
