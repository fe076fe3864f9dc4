package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodebookDecoderModelTest {
  @Test
  void levelWidthFollowsFromTheCodebook() {
    CodebookDecoderModel four = unit(Map.of("codebook", "int4"));
    assertThat(four.levelWidth()).isEqualTo(4);
    assertThat(four.levels()).hasSize(15);
    assertThat(four.lastLevel()).isEqualTo(-1);
    assertThat(unit(Map.of()).levelWidth()).isEqualTo(8);
    assertThat(unit(four.settings())).isEqualTo(four);
  }

  @Test
  void groupsDecideWhatAScaleServes() {
    CodebookDecoderModel wide = unit(Map.of("lanes", "4", "group", "12"));
    assertThat(wide.groupBeats()).isEqualTo(3);
    assertThat(wide.interfaceOf().stream("code").beatBits()).isEqualTo(4 * 4 + 1);
    CodebookDecoderModel narrow = unit(Map.of("lanes", "12", "group", "4"));
    assertThat(narrow.scales()).isEqualTo(3);
    assertThat(narrow.interfaceOf().stream("code").beatBits()).isEqualTo(12 * 4);
  }

  private static CodebookDecoderModel unit(Map<String, String> settings) {
    return (CodebookDecoderModel) Unit.CODEBOOK_DECODER.configure(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "codebook    | nf3  | allowed: nf4, nf2, int4",
        "group       | 24   | group: 24 is not a multiple of the 16 lanes, nor they of it",
        "group       | 0    | group: 0 is out of range; allowed: 1 to 4096",
        "level-width | 4    | level-width: levels of nf4 have 5 to 16 bits, not 4",
        "level-width | 17   | level-width: 17 is out of range; allowed: 3 to 16",
        "fraction    | 32   | fraction: 32 is out of range; allowed: 0 to 31",
        "output      | int4 | allowed: int8, int16"
      })
  void wrongSettingIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> unit(Map.of(key, value)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void integersHaveNoLevelsOfAnotherWidth() {
    assertThatThrownBy(() -> unit(Map.of("codebook", "int4", "level-width", "8")))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("level-width: levels of int4 have 4 bits, not 8");
  }
}
