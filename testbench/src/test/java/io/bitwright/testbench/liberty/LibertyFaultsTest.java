package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a library that is wrong. */
class LibertyFaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1ns ~ 1parsec ~ :6: time_unit: unknown unit \"parsec\"; allowed: fs, ps",
        "1ns ~ ns1 ~ \"ns1\" is no unit; write a number and a unit, as in 1ns",
        "1ns ~ -1ns ~ \"-1\" is not positive",
        "(1, pf) ~ (1) ~ :9: capacitive_load_unit: allowed: a number and a unit",
        "(1, pf) ~ (1, pF, 2) ~ allowed: a number and a unit",
        "nom_voltage : 10 ~ nom_voltage : ten ~ :10: nom_voltage: \"ten\" is no number",
        "nom_voltage : 10 ~ nom_voltage : 1e999 ~ \"1e999\" is not finite",
        "nom_voltage : 10 ~ nom_voltage : 0 ~ allowed: above 0",
        "nom_voltage : 10 ~ nom : 10 ~ nom_voltage is missing",
        "capacitive_load_unit ~ capacitive_load ~ capacitive_load_unit is missing",
        "library (small) ~ module (small) ~ :3: the file holds module (...)",
        "library (small) ~ library () ~ library has no name",
        "dont_use : true ~ dont_use : ture ~ :33: dont_use: unknown truth value \"ture\"",
        "direction : output ~ direction : outptu ~ did you mean \"output\"?",
        "function : \"A'\" ~ function : \"A' +\" ~ :44: function: in \"A' +\", column 5",
        "function : \"IQ\" ~ function : \"IQM\" ~ unknown pin or state \"IQM\"; did you mean \"IQ\"?",
        "related_pin : \"A B\" ~ related_pin : \"A C\" ~ related_pin: unknown pin or state \"C\"",
        "related_pg_pin : VSS ~ related_pg_pin : VSX ~ unknown power or ground pin \"VSX\"",
        "negative_unate ~ negative_unite ~ did you mean \"negative_unate\"?",
        "timing_type : falling_edge ~ timing_type : edge ~ unknown timing type \"edge\"",
      })
  void faultsOfHeadsCellsAndPinsNameTheLine(String part, String replacement, String message) {
    assertFault(part, replacement, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "cell_rise (load_by_slew) ~ cell_rise (load_by_slow) ~ did you mean \"load_by_slew\"?",
        "total_output_net_capacitance ~ total_capacitance ~ unknown axis of a delay or power table",
        "index_1 (\"1, 2\") ~ index_1 (\"2, 2\") ~ index_1: 2.0 follows 2.0; allowed: increasing",
        "values (\"0, 1\", \"2, 3\") ~ values (\"0, 1\") ~ values: 2 values for 2 x 2 points",
        "values (\"0, 1\", \"2, 3\") ~ values (\"0, x\") ~ values: \"x\" is no number",
        "values (\"0, 1\", \"2, 3\") ~ values () ~ values: holds no number",
        "values (\"0, 1\", \"2, 3\") ~ other (\"0\") ~ rise_transition has no values",
        "(scalar) { values (\"0.5\") ~ (scalar) { values (\"0.5, 1\") ~ has no template but 2 values",
        "cell (INVX1) ~ cell (DFFX1) ~ the cell DFFX1 is defined already (small.lib:29)",
        "pin (A, B) ~ pin (A, B, A) ~ the cell NAND2X1 has a second pin A",
        "ff (IQ, IQN) ~ ff (IQ) ~ ff names 1 states",
        "clocked_on ~ clock_on ~ ff has no clocked_on",
        "next_state ~ next ~ ff has no next_state",
        "latch (\"IQ\" ~ latch_bank (\"IQ\" ~ the cell LATX1 has a latch_bank",
        "value : 1; ~ v : 1; ~ leakage_power has no value",
      })
  void faultsOfTablesStatesAndNamesNameTheLine(String part, String replacement, String message) {
    assertFault(part, replacement, message);
  }

  @Test
  void unknownCellsAndPinsComeWithTheNearest() {
    LibertyLibrary library = SmallLibrary.library();

    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> library.cell("INVX2"))
        .withMessage("the library small has no cell \"INVX2\"; did you mean \"INVX1\"?");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> library.cell("DFFX1").pin("SK"))
        .withMessageContaining("the cell DFFX1 has no pin \"SK\"; it has CK, D, SE, SI, RN, Q");
  }

  private static void assertFault(String part, String replacement, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SmallLibrary.with(part, replacement))
        .withMessageStartingWith("small.lib:")
        .withMessageContaining(message);
  }
}
