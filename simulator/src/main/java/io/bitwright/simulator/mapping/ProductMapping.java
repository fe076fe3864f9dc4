package io.bitwright.simulator.mapping;

import java.util.Locale;

/**
 * How a product runs on a chip: the best of the mappings that were searched.
 *
 * @param tiles the cuts into steps, the order of loops and what they cost
 * @param units how the matrix units share it
 * @param stationary the operand that lies still in the units while the others stream by
 */
public record ProductMapping(TileMapping tiles, UnitGrid units, Stationary stationary)
    implements OperatorMapping {

  /** The dataflow of a product. */
  public enum Stationary {
    WEIGHTS,
    ACTIVATIONS,
    RESULTS;

    /** The word in reports: {@code weights}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
