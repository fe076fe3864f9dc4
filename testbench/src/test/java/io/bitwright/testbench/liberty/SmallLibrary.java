package io.bitwright.testbench.liberty;

import java.nio.charset.StandardCharsets;

/** A library written for the tests: an inverter, a gate with two rails, a flip-flop, a latch. */
final class SmallLibrary {
  static final String TEXT =
      """
      /* A library of four cells.
         Its figures are chosen for mental arithmetic. */
      library (small) {
        define (drive_strength, cell, float);
        delay_model : table_lookup;
        time_unit : "1ns";  // a comment to the end of the line
        voltage_unit : "100mV";
        leakage_power_unit : "1nW";
        capacitive_load_unit (1, pf);
        nom_voltage : 10;
        default_input_pin_cap : 0.5;
        default_cell_leakage_power : 7;
        lu_table_template (load_by_slew) {
          variable_1 : total_output_net_capacitance;
          variable_2 : input_net_transition;
          index_1 ("1, 2");
          index_2 ("10, 20, 30");
        }
        lu_table_template (slew_by_load) {
          variable_1 : input_net_transition;
          variable_2 : total_output_net_capacitance;
          index_1 ("10, 20, 30");
          index_2 ("1, 2");
        }
        power_lut_template (by_slew) {
          variable_1 : input_transition_time;
          index_1 ("10, 20, 30");
        }
        cell (INVX1) {
          area : 1.5
          drive_strength : 2.0;
          cell_leakage_power : 3;
          dont_use : true;
          pin (A) {
            direction : input;
            rise_capacitance : 0.25;
            internal_power () {
              power (by_slew) { values ("1, 2, 3"); }
            }
          }
          pin (Y) {
            direction : output;
            max_capacitance : 4;
            function : "A'";
            timing () {
              related_pin : "A";
              timing_sense : negative_unate;
              cell_rise (load_by_slew) {
                values ("11, 12, 13", \\
                        "21, 22, 23");
              }
              cell_fall (slew_by_load) { values ("11, 21", "12, 22", "13, 23"); }
              rise_transition (slew_by_load) {
                index_1 ("1, 2");
                values ("0, 1", "2, 3");
              }
              fall_transition (scalar) { values ("0.5"); }
            }
          }
        }
        cell ("NAND2X1") {
          area : 2;
          pg_pin (VDD) { pg_type : primary_power; voltage_name : "VDD"; }
          pg_pin (VSS) { pg_type : primary_ground; }
          leakage_power () { value : 1; when : "A B"; related_pg_pin : VDD; }
          leakage_power () { value : 4; related_pg_pin : VDD; }
          leakage_power () { value : 5; related_pg_pin : VSS; }
          pin (A, B) { direction : input; capacitance : 1; }
          pin (Y) {
            direction : output;
            function : "!(A * B)";
            power_down_function : "(!VDD) + VSS";
            timing () {
              related_pin : "A B";
              timing_type : combinational;
              when : "A ^ B";
              cell_rise (scalar) { values ("1"); }
            }
            internal_power () {
              related_pin : "A";
              related_pg_pin : VSS;
              when : "B";
              rise_power (by_slew) { values ("1, 2, 3"); }
              fall_power (by_slew) { values ("-1, -2, -3"); }
            }
          }
        }
        cell (DFFX1) {
          ff (IQ, IQN) {
            clocked_on : "!CK";
            next_state : "(D SE') + (SI SE)";
            clear : "!RN";
          }
          pin (CK) { direction : input; clock : true; }
          pin (D) { direction : input; }
          pin (SE) { direction : input; }
          pin (SI) { direction : input; }
          pin (RN) { direction : input; }
          pin (Q) {
            direction : output;
            function : "IQ";
            timing () { related_pin : CK; timing_type : falling_edge; timing_sense : non_unate; }
          }
        }
        cell (LATX1) {
          latch ("IQ", "IQN") { enable : "G"; data_in : "D"; preset : "S"; }
          statetable ("G D", "IQ") { table : "H L : - : L, \\
            H H : - : H"; }
          pin (G) { direction : input; }
          pin (D) { direction : input; }
          pin (S) { direction : input; }
          pin (Q) { direction : output; function : "IQ"; three_state : "S"; }
        }
      }
      """;

  private SmallLibrary() {}

  static LibertyLibrary library() {
    return parse(TEXT);
  }

  /** The library with a part of its text exchanged, which must be there. */
  static LibertyLibrary with(String part, String replacement) {
    if (!TEXT.contains(part)) {
      throw new IllegalArgumentException("not in the text: " + part);
    }
    return parse(TEXT.replace(part, replacement));
  }

  static LibertyLibrary parse(String text) {
    return LibertyReader.parse("small.lib", text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
