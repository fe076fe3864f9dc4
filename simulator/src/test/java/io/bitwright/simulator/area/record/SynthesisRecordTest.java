package io.bitwright.simulator.area.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Is a record what was written, and does a wrong line say where it is? */
class SynthesisRecordTest {
  private static final String HEAD =
      "unit,settings,module,target,seeds,gated,lut,memory_lut,ff,carry,wide_mux,dsp,block_ram,"
          + "mac_per_cycle,fmax_mhz,yosys\n";

  @Test
  void writtenAsRead() {
    String text =
        HEAD
            + "weight_stationary_array,rows=4 columns=2,,ice40,3,yes,560,0,685,217,0,0,4,8,102.0,0.23\n"
            + "weight_stationary_array,,partial_sum_accumulator,xilinx,0,no,,,,,,,,,,\n";

    SynthesisRecord record = SynthesisRecord.parse("a.csv", text);

    assertThat(record.text()).isEqualTo(text);
    assertThat(record.lines().getFirst().figures().orElseThrow().area().flipFlops()).isEqualTo(685);
    assertThat(record.lines().getLast().figures()).isEmpty();
  }

  @Test
  void configurationKnowsItsSettings() {
    Configuration one =
        new Configuration(
            "weight_stationary_array", "rows=4 columns=2", "", SynthesisTarget.ICE40, 0, true);

    assertThat(one.settingsByKey()).containsExactly(entry("rows", "4"), entry("columns", "2"));
    assertThat(one.title()).isEqualTo("weight_stationary_array rows=4 columns=2 on ice40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u,,,ice40,3,maybe,,,,,,,,,,  | a.csv:2: gated: 'maybe' is neither yes nor no
          u,,,ice41,3,yes,,,,,,,,,,    | a.csv:2: unknown target "ice41"
          u,,,ice40,x,yes,,,,,,,,,,    | a.csv:2: not a number
          u,,,ice40,3                  | a.csv:2: 5 cells, not 16
          """)
  void wrongLineIsNamed(String line, String message) {
    assertThatThrownBy(() -> SynthesisRecord.parse("a.csv", HEAD + line + "\n"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void fileWithoutTheHeadIsNoRecord() {
    assertThatThrownBy(() -> SynthesisRecord.parse("a.csv", ""))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("a.csv:1: the first line is not unit,");
  }

  @Test
  void settingWithoutAValueIsRefused() {
    Configuration one =
        new Configuration("weight_stationary_array", "rows", "", SynthesisTarget.ICE40, 0, true);

    assertThatThrownBy(one::settingsByKey)
        .isInstanceOf(SpecException.class)
        .hasMessage("settings: 'rows' is not KEY=VALUE");
  }
}
