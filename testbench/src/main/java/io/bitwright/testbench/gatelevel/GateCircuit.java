package io.bitwright.testbench.gatelevel;

import io.bitwright.testbench.liberty.LibertyPin;
import io.bitwright.testbench.liberty.LookupTable;
import io.bitwright.testbench.liberty.TimingArc;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * A netlist with loads, slews, delays and energies worked out for each cell where it stands.
 *
 * <p>A net's load is the capacitance of the pins on it and of its wire. Its slew is the mean of
 * what the arcs of its driver give for rise and fall, taken from the inputs on; ports and the clock
 * have the library's usual slew.
 */
final class GateCircuit {
  private static final double FEMTO = 1e15;

  final GateGraph graph;
  final double[] loadFarads;

  /** Half C V^2: joules of one toggle of each net. */
  final double[] toggleJoules;

  /** Femtoseconds of each cell by output, input and edge: see {@link #delayIndex}. */
  final int[][] delayFemtoseconds;

  /** Joules of each cell by selector and choice. */
  final double[][][] internalJoules;

  private final double[] slewSeconds;

  /**
   * Works a netlist out.
   *
   * @param wireFaradsPerPin what a net's wire adds to its load for each pin that reads it
   */
  GateCircuit(GateGraph graph, CellLibrary library, double wireFaradsPerPin) {
    this.graph = graph;
    int nets = graph.netlist.nets();
    loadFarads = new double[nets];
    toggleJoules = new double[nets];
    slewSeconds = new double[nets];
    Arrays.fill(slewSeconds, library.inputSlewSeconds());
    for (int net = 0; net < nets; net++) {
      for (int[] reader : graph.readers.get(net)) {
        LibertyPin pin = graph.cells[reader[0]].inputs().get(reader[1]);
        loadFarads[net] += pin.capacitanceFarads() + wireFaradsPerPin;
      }
      toggleJoules[net] = loadFarads[net] * library.volts() * library.volts() / 2;
    }
    delayFemtoseconds = new int[graph.cells.length][];
    internalJoules = new double[graph.cells.length][][];
    for (int cell : graph.flipFlops()) {
      time(cell);
    }
    graph.order.forEach(this::time);
    for (int cell = 0; cell < graph.cells.length; cell++) {
      internalJoules[cell] = energies(cell);
    }
  }

  /** Where the delay of a cell from an input to an output's edge stands. */
  static int delayIndex(GateCell cell, int output, int input, boolean rises) {
    return 2 * (output * cell.inputs().size() + input) + (rises ? 1 : 0);
  }

  /** Delays of a cell, and the slews behind it. */
  private void time(int index) {
    GateCell cell = graph.cells[index];
    int inputs = cell.inputs().size();
    int[] delays = new int[2 * inputs * cell.outputs().size()];
    for (int output = 0; output < cell.outputs().size(); output++) {
      int net = graph.outputNets[index][output];
      double load = net < 0 ? 0 : loadFarads[net];
      DoubleStream.Builder slews = DoubleStream.builder();
      for (int input = 0; input < inputs; input++) {
        double slew = slewSeconds[graph.inputNets[index][input]];
        List<TimingArc> arcs = arcs(cell, output, input);
        delays[delayIndex(cell, output, input, true)] =
            femtoseconds(mean(arcs, TimingArc::cellRise, slew, load));
        delays[delayIndex(cell, output, input, false)] =
            femtoseconds(mean(arcs, TimingArc::cellFall, slew, load));
        mean(arcs, TimingArc::riseTransition, slew, load).ifPresent(slews::add);
        mean(arcs, TimingArc::fallTransition, slew, load).ifPresent(slews::add);
      }
      if (net >= 0) {
        slewSeconds[net] = Math.max(0, slews.build().average().orElse(slewSeconds[net]));
      }
    }
    delayFemtoseconds[index] = delays;
  }

  private static List<TimingArc> arcs(GateCell cell, int output, int input) {
    Optional<String> related = Optional.of(cell.inputs().get(input).name());
    return cell.outputs().get(output).timingArcs().stream()
        .filter(arc -> arc.relatedPin().equals(related))
        .toList();
  }

  private static Optional<Double> mean(
      List<TimingArc> arcs,
      Function<TimingArc, Optional<LookupTable>> table,
      double slew,
      double load) {
    var values =
        arcs.stream()
            .map(table)
            .flatMap(Optional::stream)
            .mapToDouble(one -> one.value(slew, load))
            .average();
    return values.isPresent() ? Optional.of(values.getAsDouble()) : Optional.empty();
  }

  /** At least one: no cell is faster than its input. */
  private static int femtoseconds(Optional<Double> seconds) {
    return Math.max(1, (int) Math.round(seconds.orElse(0.0) * FEMTO));
  }

  private double[][] energies(int index) {
    GateCell cell = graph.cells[index];
    double[][] joules = new double[cell.selectors().size()][];
    for (int input = 0; input < cell.inputs().size(); input++) {
      double slew = slewSeconds[graph.inputNets[index][input]];
      for (int edge = 0; edge < 2; edge++) {
        int own = cell.inputSelector(input, edge == 1);
        joules[own] = cell.selectors().get(own).joules(slew, 0);
        for (int output = 0; output < cell.outputs().size(); output++) {
          int net = graph.outputNets[index][output];
          int caused = cell.outputSelector(output, input, edge == 1);
          double load = net < 0 ? 0 : loadFarads[net];
          joules[caused] = cell.selectors().get(caused).joules(slew, load);
        }
      }
    }
    return joules;
  }

  /** The mean time in femtoseconds from the clock to the outputs of flip-flops; 0 without any. */
  int clockToOutputFemtoseconds() {
    return (int)
        Arrays.stream(graph.flipFlops())
            .mapToLong(cell -> {
              GateCell flipFlop = graph.cells[cell];
              int clock = flipFlop.clockPin();
              int rise = delayFemtoseconds[cell][delayIndex(flipFlop, 0, clock, true)];
              return ((long) rise + delayFemtoseconds[cell][delayIndex(flipFlop, 0, clock, false)])
                  / 2;
            })
            .average()
            .orElse(0);
  }
}
