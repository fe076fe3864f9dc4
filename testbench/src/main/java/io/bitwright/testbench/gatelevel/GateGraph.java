package io.bitwright.testbench.gatelevel;

import io.bitwright.spec.SpecException;
import io.bitwright.testbench.gatelevel.GateNetlist.Cell;
import io.bitwright.testbench.liberty.LibertyPin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A netlist with its cells looked up: who drives and who reads each net, and in which order. */
final class GateGraph {
  private static final int UNCONNECTED = -1;

  final GateNetlist netlist;
  final GateCell[] cells;

  /** The net at each input and output of each cell; -1 if an output is open. */
  final int[][] inputNets;

  final int[][] outputNets;

  /** The cell that drives each net; -1 for ports and constants. */
  final int[] driver;

  /** Cell and input of each reader of each net. */
  final List<List<int[]>> readers = new ArrayList<>();

  /** The logic, each cell behind those that it reads. */
  final List<Integer> order = new ArrayList<>();

  /** Logic cells on the longest path to each cell's output; 0 for flip-flops. */
  final int[] level;

  GateGraph(GateNetlist netlist, CellLibrary library) {
    this.netlist = netlist;
    int count = netlist.cells().size();
    cells = new GateCell[count];
    inputNets = new int[count][];
    outputNets = new int[count][];
    driver = new int[netlist.nets()];
    level = new int[count];
    Arrays.fill(driver, UNCONNECTED);
    for (int net = 0; net < netlist.nets(); net++) {
      readers.add(new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      connect(i, netlist.cells().get(i), library);
    }
    sort();
  }

  private void connect(int index, Cell cell, CellLibrary library) {
    GateCell compiled = library.compiled(cell.type());
    cells[index] = compiled;
    inputNets[index] = nets(cell, compiled.inputs());
    outputNets[index] = nets(cell, compiled.outputs());
    for (int input = 0; input < inputNets[index].length; input++) {
      if (inputNets[index][input] == UNCONNECTED) {
        inputNets[index][input] = GateNetlist.LOW;
      }
      readers.get(inputNets[index][input]).add(new int[] {index, input});
    }
    for (int net : outputNets[index]) {
      if (net != UNCONNECTED) {
        driver[net] = index;
      }
    }
  }

  private static int[] nets(Cell cell, List<LibertyPin> pins) {
    return pins.stream()
        .mapToInt(pin -> cell.connections().getOrDefault(pin.name(), UNCONNECTED))
        .toArray();
  }

  private void sort() {
    int[] waiting = new int[cells.length];
    ArrayDeque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isFlipFlop()) {
        waiting[i] = (int) Arrays.stream(inputNets[i]).filter(this::isLogic).count();
        if (waiting[i] == 0) {
          ready.add(i);
        }
      }
    }
    while (!ready.isEmpty()) {
      int next = ready.remove();
      order.add(next);
      level[next] = 1;
      for (int net : inputNets[next]) {
        level[next] = Math.max(level[next], isLogic(net) ? level[driver[net]] + 1 : 1);
      }
      for (int net : outputNets[next]) {
        for (int[] reader : net == UNCONNECTED ? List.<int[]>of() : readers.get(net)) {
          if (!cells[reader[0]].isFlipFlop() && --waiting[reader[0]] == 0) {
            ready.add(reader[0]);
          }
        }
      }
    }
    long logic = Arrays.stream(cells).filter(cell -> !cell.isFlipFlop()).count();
    if (order.size() < logic) {
      throw new SpecException(
          "%s: %d cells form a loop without a register"
              .formatted(netlist.module(), logic - order.size()));
    }
  }

  /** Whether logic drives a net. */
  boolean isLogic(int net) {
    return driver[net] != UNCONNECTED && !cells[driver[net]].isFlipFlop();
  }

  /** Cells that are flip-flops. */
  int[] flipFlops() {
    return java.util.stream.IntStream.range(0, cells.length)
        .filter(i -> cells[i].isFlipFlop())
        .toArray();
  }
}
