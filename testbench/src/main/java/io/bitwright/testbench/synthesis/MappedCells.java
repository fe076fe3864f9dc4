package io.bitwright.testbench.synthesis;

import io.bitwright.simulator.area.record.Area;
import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What the cells of a mapped netlist take. */
final class MappedCells {
  private MappedCells() {}

  /**
   * The area of a netlist.
   *
   * @param cells how many cells of each type it has
   * @throws SpecException if it holds a cell that the target does not have
   */
  static Area area(Map<String, Integer> cells) {
    Map<String, Integer> unknown = new TreeMap<>();
    cells.forEach((cell, count) -> {
      if (Arrays.stream(CellKind.values()).allMatch(kind -> kind.countOf(cell) == 0)) {
        unknown.put(cell, count);
      }
    });
    if (!unknown.isEmpty()) {
      throw new SpecException(
          "the module could not be mapped in full: Yosys left cells that are no primitives of the"
              + " target or that have no counting rule: "
              + unknown);
    }
    return new Area(
        count(CellKind.LUT, cells),
        count(CellKind.MEMORY_LUT, cells),
        count(CellKind.FLIP_FLOP, cells),
        count(CellKind.CARRY, cells),
        count(CellKind.WIDE_MULTIPLEXER, cells),
        count(CellKind.DSP, cells),
        count(CellKind.BLOCK_RAM, cells));
  }

  private static int count(CellKind kind, Map<String, Integer> cells) {
    return cells.entrySet().stream()
        .mapToInt(entry -> kind.countOf(entry.getKey()) * entry.getValue())
        .sum();
  }
}
