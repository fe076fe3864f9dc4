package io.bitwright.testbench.gatelevel;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a module mapped to a library takes while it works.
 *
 * @param module name of the module
 * @param library the cells' library
 * @param volts supply voltage
 * @param operands what it worked on
 * @param cells standard cells, flip-flops included
 * @param flipFlops flip-flops
 * @param areaSquareMicrometres area of the cells
 * @param leakageWatts power at rest
 * @param cycles cycles whose energy counts; of a module without clock the operand pairs
 * @param operations multiply-accumulates, additions, ... done in them
 * @param toggles changes of nets in them
 * @param switchingJoules energy that charges nets, in all of them
 * @param internalJoules energy within cells
 * @param joulesByOrigin both, by what they are for
 * @param clockHertz the clock over whose time leakage counts
 */
public record GateLevelEnergy(
    String module,
    String library,
    double volts,
    String operands,
    int cells,
    int flipFlops,
    double areaSquareMicrometres,
    double leakageWatts,
    long cycles,
    long operations,
    long toggles,
    double switchingJoules,
    double internalJoules,
    Map<EnergyOrigin, Double> joulesByOrigin,
    double clockHertz) {
  public GateLevelEnergy {
    joulesByOrigin = Collections.unmodifiableMap(new EnumMap<>(joulesByOrigin));
  }

  /** The clock over whose time leakage counts if nothing else is said: 1 GHz. */
  public static final double STANDARD_CLOCK_HERTZ = 1e9;

  /** Adds up what a run counted. */
  static GateLevelEnergy of(
      GateCircuit circuit,
      EnergyOrigin[] origins,
      GateActivity activity,
      PortTrace trace,
      CellLibrary library) {
    GateGraph graph = circuit.graph;
    Map<EnergyOrigin, Double> byOrigin = new EnumMap<>(EnergyOrigin.class);
    for (EnergyOrigin origin : EnergyOrigin.values()) {
      byOrigin.put(origin, 0.0);
    }
    double internal = activity.clockPinJoules;
    byOrigin.put(EnergyOrigin.CLOCK, activity.clockPinJoules);
    for (int cell = 0; cell < graph.cells.length; cell++) {
      internal += activity.cellJoules[cell];
      byOrigin.merge(origins[cell], activity.cellJoules[cell], Double::sum);
    }
    double switching = 0;
    for (int net = 0; net < graph.netlist.nets(); net++) {
      double joules = activity.toggles[net] * circuit.toggleJoules[net];
      switching += joules;
      shareOut(joules, net, graph, origins, byOrigin);
    }
    return new GateLevelEnergy(
        graph.netlist.module(),
        library.label(),
        library.volts(),
        trace.name(),
        graph.cells.length,
        graph.flipFlops().length,
        Arrays.stream(graph.cells).mapToDouble(GateCell::areaSquareMicrometres).sum(),
        Arrays.stream(graph.cells).mapToDouble(GateCell::leakageWatts).sum(),
        trace.countedCycles(),
        trace.operations(),
        activity.allToggles(),
        switching,
        internal,
        byOrigin,
        STANDARD_CLOCK_HERTZ);
  }

  /** A net's energy is its driver's, that of an input its readers'. */
  private static void shareOut(
      double joules,
      int net,
      GateGraph graph,
      EnergyOrigin[] origins,
      Map<EnergyOrigin, Double> byOrigin) {
    if (graph.driver[net] >= 0) {
      byOrigin.merge(origins[graph.driver[net]], joules, Double::sum);
      return;
    }
    int readers = graph.readers.get(net).size();
    for (int[] reader : graph.readers.get(net)) {
      GateCell cell = graph.cells[reader[0]];
      boolean isClock = cell.isFlipFlop() && cell.clockPin() == reader[1];
      byOrigin.merge(
          isClock ? EnergyOrigin.CLOCK : origins[reader[0]], joules / readers, Double::sum);
    }
  }

  /** Energy of the work in joules, leakage left out. */
  public double dynamicJoules() {
    return switchingJoules + internalJoules;
  }

  /** Joules that leak in the counted cycles. */
  public double leakageJoules() {
    return leakageWatts * cycles / clockHertz;
  }

  /** Joules of one operation, leakage included. */
  public double joulesPerOperation() {
    return (dynamicJoules() + leakageJoules()) / operations;
  }

  /** Joules of one operation for one purpose, leakage left out. */
  public double joulesPerOperation(EnergyOrigin origin) {
    return joulesByOrigin.getOrDefault(origin, 0.0) / operations;
  }
}
