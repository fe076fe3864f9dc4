package io.bitwright.testbench.gatelevel;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a module's ports carry, cycle by cycle: inputs from their clock edge on, outputs at the end
 * of the cycle. Values are binary digits, the highest bit first; leading zeros may be missing. An
 * input that a cycle does not name keeps its value; an output that it does not name may be
 * anything.
 *
 * @param name what the module works on, in words
 * @param cycles the cycles
 * @param warmUp cycles at the beginning, a reset among them, whose energy does not count
 * @param operations what the energy is shared out over: multiply-accumulates, additions, ...
 */
public record PortTrace(String name, List<Cycle> cycles, int warmUp, long operations) {
  public PortTrace {
    cycles = List.copyOf(cycles);
    if (warmUp < 0 || warmUp >= cycles.size()) {
      throw new IllegalArgumentException(
          "%d of %d cycles to warm up".formatted(warmUp, cycles.size()));
    }
  }

  /** One cycle. */
  public record Cycle(Map<String, String> inputs, Map<String, String> outputs) {
    public Cycle {
      inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
      outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
    }
  }

  /** Cycles whose energy counts. */
  public int countedCycles() {
    return cycles.size() - warmUp;
  }

  /** The low bits of a number as digits. */
  public static String digits(long value, int widthBits) {
    StringBuilder digits = new StringBuilder();
    for (int bit = widthBits - 1; bit >= 0; bit--) {
      digits.append(value >>> bit & 1);
    }
    return digits.toString();
  }
}
