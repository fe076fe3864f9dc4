package io.bitwright.testbench.gatelevel;

import java.util.Arrays;
import java.util.BitSet;

/** What each cell of a netlist is there for, by where it lies between named nets. */
final class CellOrigins {
  private final GateGraph graph;
  private final BitSet sumNets = new BitSet();
  private final BitSet productNets = new BitSet();

  private CellOrigins(GateGraph graph, NetRoles roles) {
    this.graph = graph;
    graph
        .netlist
        .netNames()
        .forEach((net, name) -> {
          sumNets.set(net, roles.isSum(name));
          productNets.set(net, roles.isProduct(name));
        });
  }

  /** The origin of each cell. */
  static EnergyOrigin[] of(GateGraph graph, NetRoles roles) {
    CellOrigins origins = new CellOrigins(graph, roles);
    EnergyOrigin[] found = new EnergyOrigin[graph.cells.length];
    Arrays.fill(found, EnergyOrigin.CONTROL);
    origins.findRegisters(found, roles);
    origins.findAdders(found);
    origins.findMultipliers(found);
    return found;
  }

  /** Flip-flops, and the inverters behind those that only show their state inverted. */
  private void findRegisters(EnergyOrigin[] found, NetRoles roles) {
    for (int cell : graph.flipFlops()) {
      found[cell] = EnergyOrigin.REGISTERS;
      String register = graph.netlist.cells().get(cell).name();
      for (int net : graph.outputNets[cell]) {
        if (net < 0) {
          continue;
        }
        sumNets.set(net, sumNets.get(net) || roles.isSum(register));
        productNets.set(net, productNets.get(net) || roles.isProduct(register));
        for (int[] reader : graph.readers.get(net)) {
          if (graph.inputNets[reader[0]].length == 1) {
            found[reader[0]] = EnergyOrigin.REGISTERS;
          }
        }
      }
    }
  }

  /** Logic behind a sum; its outputs are sums too. */
  private void findAdders(EnergyOrigin[] found) {
    for (int cell : graph.order) {
      if (Arrays.stream(graph.inputNets[cell]).anyMatch(sumNets::get)) {
        Arrays.stream(graph.outputNets[cell]).filter(net -> net >= 0).forEach(sumNets::set);
        if (found[cell] == EnergyOrigin.CONTROL) {
          found[cell] = EnergyOrigin.ADDER;
        }
      }
    }
  }

  /** Logic before a sum or a product, last ones first. */
  private void findMultipliers(EnergyOrigin[] found) {
    markProductInputs();
    for (int cell : graph.order.reversed()) {
      if (found[cell] == EnergyOrigin.CONTROL
          && (reaches(cell, productNets) || feedsSums(cell, found))) {
        found[cell] = EnergyOrigin.MULTIPLIER;
        Arrays.stream(graph.inputNets[cell]).forEach(productNets::set);
      }
    }
  }

  /** What a product register takes is a product. */
  private void markProductInputs() {
    for (int cell : graph.flipFlops()) {
      if (reaches(cell, productNets)) {
        Arrays.stream(graph.inputNets[cell]).forEach(productNets::set);
      }
    }
  }

  private boolean reaches(int cell, BitSet nets) {
    return Arrays.stream(graph.outputNets[cell]).anyMatch(net -> net >= 0 && nets.get(net));
  }

  private boolean feedsSums(int cell, EnergyOrigin[] found) {
    return Arrays.stream(graph.outputNets[cell])
        .filter(net -> net >= 0)
        .anyMatch(net ->
            graph.readers.get(net).stream()
                .anyMatch(reader -> found[reader[0]] == EnergyOrigin.ADDER));
  }
}
