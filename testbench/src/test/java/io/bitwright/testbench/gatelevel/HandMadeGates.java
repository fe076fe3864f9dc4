package io.bitwright.testbench.gatelevel;

import io.bitwright.testbench.gatelevel.PortTrace.Cycle;
import io.bitwright.testbench.liberty.LibertyReader;
import io.bitwright.testbench.tool.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A library for mental arithmetic, 2 V, pins of 1 fF: a toggle of a net with one reader takes 2 fJ.
 * An inverter takes 3 fJ to rise and 5 to fall, after 10 ps; a flip-flop 7 fJ at each clock edge.
 */
final class HandMadeGates {
  static final String LIBERTY =
      """
      library (hand_made) {
        time_unit : "1ps";
        voltage_unit : "1V";
        leakage_power_unit : "1uW";
        capacitive_load_unit (1, ff);
        nom_voltage : 2;
        cell (INV) {
          area : 1; cell_leakage_power : 2;
          pin (A) { direction : input; capacitance : 1; }
          pin (Y) {
            direction : output; function : "!A";
            timing () {
              related_pin : "A"; timing_sense : negative_unate;
              cell_rise (scalar) { values ("10"); } cell_fall (scalar) { values ("10"); }
              rise_transition (scalar) { values ("4"); } fall_transition (scalar) { values ("4"); }
            }
            internal_power () {
              related_pin : "A";
              rise_power (scalar) { values ("3"); } fall_power (scalar) { values ("5"); }
            }
          }
        }
        cell (AND2) {
          area : 2; cell_leakage_power : 4;
          pin (A) { direction : input; capacitance : 1; }
          pin (B) { direction : input; capacitance : 1; }
          pin (Y) {
            direction : output; function : "A * B";
            timing () {
              related_pin : "A"; timing_sense : positive_unate;
              cell_rise (scalar) { values ("6"); } cell_fall (scalar) { values ("6"); }
              rise_transition (scalar) { values ("4"); } fall_transition (scalar) { values ("4"); }
            }
            timing () {
              related_pin : "B"; timing_sense : positive_unate;
              cell_rise (scalar) { values ("6"); } cell_fall (scalar) { values ("6"); }
              rise_transition (scalar) { values ("4"); } fall_transition (scalar) { values ("4"); }
            }
          }
        }
        cell (DFF) {
          area : 8; cell_leakage_power : 10;
          ff (IQ, IQN) { clocked_on : "C"; next_state : "D"; }
          pin (C) {
            direction : input; capacitance : 1; clock : true;
            internal_power () {
              rise_power (scalar) { values ("7"); } fall_power (scalar) { values ("7"); }
            }
          }
          pin (D) { direction : input; capacitance : 1; }
          pin (Q) {
            direction : output; function : "IQ";
            timing () {
              related_pin : "C"; timing_type : rising_edge;
              cell_rise (scalar) { values ("20"); } cell_fall (scalar) { values ("20"); }
              rise_transition (scalar) { values ("4"); } fall_transition (scalar) { values ("4"); }
            }
          }
        }
      }
      """;

  /** y_o = a_i and not a_i: 0 but for glitches, which a rise of a_i gives. */
  static final GateNetlist GLITCH =
      new GateNetlist(
          "glitch",
          List.of(port("a_i", true, 2), port("y_o", false, 4)),
          List.of(
              new GateNetlist.Cell("g0", "INV", Map.of("A", 2, "Y", 3)),
              new GateNetlist.Cell("g1", "AND2", Map.of("A", 2, "B", 3, "Y", 4))),
          5,
          Map.of());

  static final GateNetlist INVERTER =
      new GateNetlist(
          "inverter",
          List.of(port("a_i", true, 2), port("y_o", false, 3)),
          List.of(new GateNetlist.Cell("g0", "INV", Map.of("A", 2, "Y", 3))),
          4,
          Map.of());

  /** A register with an inverter behind it. */
  static final GateNetlist REGISTER =
      new GateNetlist(
          "register",
          List.of(port("clk_i", true, 2), port("d_i", true, 3), port("q_o", false, 5)),
          List.of(
              new GateNetlist.Cell("sum_q", "DFF", Map.of("C", 2, "D", 3, "Q", 4)),
              new GateNetlist.Cell("g1", "INV", Map.of("A", 4, "Y", 5))),
          6,
          Map.of());

  private HandMadeGates() {}

  private static GateNetlist.Port port(String name, boolean isInput, int net) {
    return new GateNetlist.Port(name, isInput, List.of(net));
  }

  static CellLibrary library() {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path file = folder.path().resolve("hand_made.lib");
      Files.writeString(file, LIBERTY);
      return CellLibrary.of(LibertyReader.read(List.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A trace of one input, a digit a cycle, the first to warm up. */
  static PortTrace trace(String input, String digits) {
    List<Cycle> cycles = new ArrayList<>();
    digits
        .chars()
        .forEach(
            digit -> cycles.add(new Cycle(Map.of(input, String.valueOf((char) digit)), Map.of())));
    return new PortTrace("digits", cycles, 1, cycles.size() - 1);
  }
}
