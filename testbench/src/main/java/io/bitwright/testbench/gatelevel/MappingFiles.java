package io.bitwright.testbench.gatelevel;

import io.bitwright.testbench.liberty.FlipFlop;
import io.bitwright.testbench.liberty.LibertyCell;
import io.bitwright.testbench.liberty.LibertyPin;
import io.bitwright.testbench.liberty.LookupTable;
import io.bitwright.testbench.liberty.PinDirection;
import io.bitwright.testbench.liberty.TimingArc;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Yosys and ABC read of a library: one Liberty file of the cells that may be used, with one
 * arc an input (ABC reads a single file, and would map to cells that are to be left out).
 *
 * @param library the library
 */
record MappingFiles(CellLibrary library) {
  private static final double PICO = 1e12;
  private static final double FEMTO = 1e15;

  /** The Liberty text, in picoseconds and femtofarads. */
  String liberty() {
    StringBuilder text =
        new StringBuilder(
            """
            library (mapping) {
              delay_model : table_lookup;
              time_unit : "1ps";
              capacitive_load_unit (1, ff);
              voltage_unit : "1V";
              current_unit : "1mA";
              pulling_resistance_unit : "1kohm";
              leakage_power_unit : "1nW";
            """);
    text.append("  nom_voltage : %s;\n".formatted(number(library.volts())));
    Map<String, String> templates = new TreeMap<>();
    StringBuilder cells = new StringBuilder();
    for (LibertyCell cell : library.usableCells()) {
      if (CellLibrary.pins(cell, PinDirection.OUTPUT).size() == 1 || cell.sequential()) {
        cell(cell, cells, templates);
      }
    }
    templates.values().forEach(text::append);
    return text.append(cells).append("}\n").toString();
  }

  private static void cell(LibertyCell cell, StringBuilder text, Map<String, String> templates) {
    text.append("  cell (%s) {\n".formatted(cell.name()));
    text.append("    area : %s;\n".formatted(number(cell.areaSquareMicrometres())));
    for (FlipFlop state : cell.flipFlops()) {
      text.append("    ff (%s, %s) {\n".formatted(state.state(), state.invertedState()));
      text.append("      clocked_on : \"%s\";\n".formatted(state.clockedOn()));
      text.append("      next_state : \"%s\";\n    }\n".formatted(state.nextState()));
    }
    for (LibertyPin pin : cell.pins()) {
      boolean isOutput = pin.direction() == PinDirection.OUTPUT;
      text.append("    pin (%s) {\n".formatted(pin.name()));
      text.append("      direction : %s;\n".formatted(isOutput ? "output" : "input"));
      if (isOutput) {
        pin.function()
            .ifPresent(function -> text.append("      function : \"%s\";\n".formatted(function)));
        if (!cell.sequential()) {
          arcs(cell, pin, text, templates);
        }
      } else {
        text.append("      capacitance : %s;\n".formatted(number(pin.capacitanceFarads() * FEMTO)));
      }
      text.append("    }\n");
    }
    text.append("  }\n");
  }

  /** The first arc from each input. */
  private static void arcs(
      LibertyCell cell, LibertyPin output, StringBuilder text, Map<String, String> templates) {
    for (String input : CellLibrary.inputs(cell)) {
      Optional<TimingArc> first =
          output.timingArcs().stream()
              .filter(arc -> arc.relatedPin().equals(Optional.of(input)))
              .filter(arc -> arc.cellRise().isPresent() && arc.cellFall().isPresent())
              .findFirst();
      first.ifPresent(arc -> {
        text.append("      timing () {\n        related_pin : \"%s\";\n".formatted(input));
        String sense = arc.sense().map(Enum::name).orElse("NON_UNATE").toLowerCase(Locale.ROOT);
        text.append("        timing_sense : %s;\n".formatted(sense));
        table("cell_rise", arc.cellRise(), text, templates);
        table("rise_transition", arc.riseTransition(), text, templates);
        table("cell_fall", arc.cellFall(), text, templates);
        table("fall_transition", arc.fallTransition(), text, templates);
        text.append("      }\n");
      });
    }
  }

  private static void table(
      String kind, Optional<LookupTable> given, StringBuilder text, Map<String, String> templates) {
    if (given.isEmpty()) {
      return;
    }
    LookupTable table = given.get();
    double[] slews = axis(table.slewsSeconds());
    double[] loads = axis(table.loadsFarads());
    String name = "grid_%d_%d".formatted(slews.length, loads.length);
    String slewText = numbers(slews, PICO);
    String loadText = numbers(loads, FEMTO);
    templates.putIfAbsent(
        name,
        """
          lu_table_template (%s) {
            variable_1 : input_net_transition;
            variable_2 : total_output_net_capacitance;
            index_1 ("%s");
            index_2 ("%s");
          }
        """
            .formatted(name, slewText, loadText));
    text.append("        %s (%s) {\n".formatted(kind, name));
    text.append("          index_1 (\"%s\");\n".formatted(slewText));
    text.append("          index_2 (\"%s\");\n          values (".formatted(loadText));
    for (int slew = 0; slew < slews.length; slew++) {
      double[] row = new double[loads.length];
      for (int load = 0; load < loads.length; load++) {
        row[load] = table.value(slews[slew], loads[load]);
      }
      text.append(slew == 0 ? "" : ", \\\n            ").append('"');
      text.append(numbers(row, PICO)).append('"');
    }
    text.append(");\n        }\n");
  }

  /** A direction without influence gets a second point. */
  private static double[] axis(double[] points) {
    return points.length > 1 ? points : new double[] {0, 1 / PICO};
  }

  private static String numbers(double[] values, double scale) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : ", ").append(number(value * scale));
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
