package io.bitwright.codegen.unit;

import java.util.List;

/**
 * The ports of a generated unit: its clock, its reset and its streams.
 *
 * @param topModule name of the module
 * @param streams the streams in port order
 */
public record UnitInterface(String topModule, List<StreamPort> streams) {
  /** The clock of every unit; all else is sampled at its rising edge. */
  public static final String CLOCK = "clk_i";

  /** The reset of every unit: synchronous, active low. */
  public static final String RESET = "rst_ni";

  public UnitInterface {
    streams = List.copyOf(streams);
  }

  /** The stream of that name, which the unit must have. */
  public StreamPort stream(String name) {
    return streams.stream()
        .filter(stream -> stream.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(topModule + " has no stream named " + name));
  }
}
