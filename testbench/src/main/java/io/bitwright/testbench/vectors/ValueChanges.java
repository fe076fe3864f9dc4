package io.bitwright.testbench.vectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads waveforms (VCD) of a unit: what its signals carry at the end of each cycle. */
public final class ValueChanges {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();

  /** The values at the end of the time step before this one. */
  private Map<String, String> before = Map.of();

  private final List<Map<String, String>> cycles = new ArrayList<>();
  private final String clock;
  private final int scope;

  private ValueChanges(String clock, int scope) {
    this.clock = clock;
    this.scope = scope;
  }

  /**
   * The values of all ports, as binary digits, a map a cycle.
   *
   * @param text of a VCD file whose outermost scope holds the ports
   * @param clock name of the clock port; a cycle ends where it rises
   */
  public static List<Map<String, String>> cycles(String text, String clock) {
    return cycles(text, clock, 1);
  }

  /**
   * The same of all signals of the module inside that scope, its ports among them.
   *
   * @param text of a VCD file whose outermost scope holds one module
   */
  public static List<Map<String, String>> cyclesInside(String text, String clock) {
    return cycles(text, clock, 2);
  }

  private static List<Map<String, String>> cycles(String text, String clock, int scope) {
    ValueChanges changes = new ValueChanges(clock, scope);
    int depth = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("$scope")) {
        depth++;
      } else if (line.startsWith("$upscope")) {
        depth--;
      } else if (line.startsWith("$var")) {
        String[] words = line.split(" +", -1);
        if (depth == changes.scope) {
          changes.names.put(words[3], words[4]);
        }
      } else if (line.startsWith("#")) {
        changes.before = Map.copyOf(changes.values);
      } else if (!line.isEmpty() && "01b".indexOf(line.charAt(0)) >= 0) {
        changes.change(line);
      }
    }
    return changes.cycles;
  }

  private void change(String line) {
    boolean isVector = line.charAt(0) == 'b';
    int end = isVector ? line.indexOf(' ') : 1;
    String value = line.substring(isVector ? 1 : 0, end);
    String name = names.get(line.substring(isVector ? end + 1 : end));
    if (name == null) {
      return;
    }
    if (name.equals(clock) && value.equals("1")) {
      cycles.add(before);
    }
    values.put(name, value);
  }
}
