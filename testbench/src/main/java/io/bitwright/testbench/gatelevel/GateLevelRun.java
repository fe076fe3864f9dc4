package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.unit.UnitInterface;

/**
 * One netlist on one trace.
 *
 * @param library the cells
 * @param wireFaradsPerPin what a net's wire adds to its load for each pin that reads it; 0 where
 *     nothing is known of the wires
 * @param delays whether the library's delays, and so glitches, count
 */
public record GateLevelRun(CellLibrary library, double wireFaradsPerPin, boolean delays) {
  /** Runs with delays and without wires. */
  public GateLevelRun(CellLibrary library) {
    this(library, 0, true);
  }

  /**
   * The energy of a trace.
   *
   * @throws GateMismatchException if the netlist does not do what the trace says
   */
  public GateLevelEnergy energy(GateNetlist netlist, NetRoles roles, PortTrace trace) {
    GateGraph graph = new GateGraph(netlist, library);
    GateCircuit circuit = new GateCircuit(graph, library, wireFaradsPerPin);
    GateActivity activity = new GateSimulation(circuit, UnitInterface.CLOCK, delays).run(trace);
    return GateLevelEnergy.of(circuit, CellOrigins.of(graph, roles), activity, trace, library);
  }
}
