package io.bitwright.codegen.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * The ports of a generated unit: its clock, its reset and its streams.
 *
 * @param topModule name of the module
 * @param streams the streams in port order
 * @param constants inputs that keep one value while a model lives; units have none, but netlists of
 *     mutants do
 */
public record UnitInterface(
    String topModule, List<StreamPort> streams, List<ConstantPort> constants) {
  /** The clock of every unit; all else is sampled at its rising edge. */
  public static final String CLOCK = "clk_i";

  /** The reset of every unit: synchronous, active low. */
  public static final String RESET = "rst_ni";

  public UnitInterface {
    streams = List.copyOf(streams);
    constants = List.copyOf(constants);
  }

  /** A unit whose inputs all belong to streams. */
  public UnitInterface(String topModule, List<StreamPort> streams) {
    this(topModule, streams, List.of());
  }

  /** The same ports and one more. */
  public UnitInterface with(ConstantPort constant) {
    List<ConstantPort> all = new ArrayList<>(constants);
    all.add(constant);
    return new UnitInterface(topModule, streams, all);
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
