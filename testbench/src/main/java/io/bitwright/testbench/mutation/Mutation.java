package io.bitwright.testbench.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fault: a bit of a cell's port that is stuck, inverted, or inverted under a condition.
 *
 * @param number counted from 1; 0 is the original
 * @param mode Yosys' name of the fault: {@code inv}, {@code const0}, {@code const1}, {@code cnot0},
 *     {@code cnot1}
 * @param cell the cell
 * @param port its port
 * @param portBit bit of the port
 * @param controlBit for {@code cnot0} and {@code cnot1} the bit of the same port that, being 0 or
 *     1, inverts; else -1
 * @param wire the named wire at that bit with the bit's number, or empty
 * @param sources places in the RTL that the cell comes from: {@code file.sv:59.5-60.4}
 */
public record Mutation(
    int number,
    String mode,
    String cell,
    String port,
    int portBit,
    int controlBit,
    String wire,
    List<String> sources) {
  /** The port that clocks a register: a fault there is none that a designer makes. */
  private static final String CLOCK_PORT = "CLK";

  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_]+\\.sv:[0-9]+");

  public Mutation {
    sources = List.copyOf(sources);
  }

  /** A line that {@code mutate -list} wrote. */
  static Mutation parse(String line) {
    String[] words = line.strip().split(" +", -1);
    Map<String, String> options = new LinkedHashMap<>();
    List<String> sources = new ArrayList<>();
    for (int i = 1; i + 1 < words.length; i += 2) {
      if (words[i].equals("-src")) {
        sources.add(words[i + 1]);
      } else {
        options.put(words[i], words[i + 1]);
      }
    }
    String wire = options.getOrDefault("-wire", "");
    String wireBit = options.getOrDefault("-wirebit", "0");
    return new Mutation(
        0,
        options.getOrDefault("-mode", ""),
        options.getOrDefault("-cell", ""),
        options.getOrDefault("-port", ""),
        Integer.parseInt(options.getOrDefault("-portbit", "0")),
        Integer.parseInt(options.getOrDefault("-ctrlbit", "-1")),
        wire.isEmpty() ? "" : wire + "[" + wireBit + "]",
        sources);
  }

  boolean isOfClock() {
    return port.equals(CLOCK_PORT);
  }

  /** The same fault under another number. */
  Mutation numbered(int other) {
    return new Mutation(other, mode, cell, port, portBit, controlBit, wire, sources);
  }

  /** The command that puts the fault into a module, there always. */
  String command(String module) {
    return command(module, "");
  }

  /** The command that puts the fault into a module, there while an input has the fault's number. */
  String command(String module, String input, int inputBits) {
    return command(module, " -ctrl %s %d %d".formatted(input, inputBits, number));
  }

  private String command(String module, String control) {
    String condition = controlBit < 0 ? "" : " -ctrlbit " + controlBit;
    return "mutate%s -mode %s -module %s -cell %s -port %s -portbit %d%s"
        .formatted(control, mode, module, cell, port, portBit, condition);
  }

  /**
   * The place in the RTL that the cell comes from: {@code file.sv:59}; the kind of the cell if
   * Yosys made it and says no more.
   */
  public String place() {
    Matcher ofCell = PLACE.matcher(cell);
    if (ofCell.find()) {
      return ofCell.group();
    }
    Matcher ofSource = PLACE.matcher(sources.isEmpty() ? "" : sources.getLast());
    return ofSource.find() ? ofSource.group() : cell.replaceFirst("\\$[0-9]+$", "");
  }

  /** The module that the cell comes from, empty if Yosys made it and says no more. */
  String module() {
    String place = place();
    int end = place.indexOf(".sv:");
    return end < 0 ? "" : place.substring(0, end);
  }

  /** The fault in words: {@code const1 at B[3] of $add}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ");
    text.add(mode).add("at").add(port + "[" + portBit + "]");
    text.add("of").add(cell);
    if (!wire.isEmpty()) {
      text.add("(" + wire + ")");
    }
    return text.toString();
  }
}
