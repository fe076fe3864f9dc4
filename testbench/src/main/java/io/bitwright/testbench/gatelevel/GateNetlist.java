package io.bitwright.testbench.gatelevel;

import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.DocumentNode.Mapping;
import io.bitwright.spec.document.DocumentNode.Scalar;
import io.bitwright.spec.document.DocumentNode.Sequence;
import io.bitwright.spec.document.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A module as standard cells and the nets between them. Nets are numbers: {@link #LOW} and {@link
 * #HIGH} are constant, the others follow each other as the netlist names them.
 *
 * @param module name of the module
 * @param ports in the order of the module
 * @param cells in the order of the netlist
 * @param nets how many nets there are, the constant ones included
 * @param netNames the first public name of each net that has one, as in {@code sum_q[3]}
 */
public record GateNetlist(
    String module, List<Port> ports, List<Cell> cells, int nets, Map<Integer, String> netNames) {
  /** The net that is always 0. */
  public static final int LOW = 0;

  /** The net that is always 1. */
  public static final int HIGH = 1;

  public GateNetlist {
    ports = List.copyOf(ports);
    cells = List.copyOf(cells);
    netNames = Map.copyOf(netNames);
  }

  /**
   * A port.
   *
   * @param nets its bits, the lowest first
   */
  public record Port(String name, boolean isInput, List<Integer> nets) {
    public Port {
      nets = List.copyOf(nets);
    }
  }

  /**
   * A cell.
   *
   * @param name of a flip-flop after the net that it drives in the RTL, if that has a name; of all
   *     others {@code g} and the place in the netlist
   * @param type the standard cell
   * @param connections the net at each pin that is connected
   */
  public record Cell(String name, String type, Map<String, Integer> connections) {
    public Cell {
      connections = Map.copyOf(connections);
    }
  }

  /**
   * The netlist that Yosys writes with {@code write_json}.
   *
   * @param json the file's text
   * @param module the module in it
   */
  static GateNetlist parse(String json, String module) {
    DocumentNode root = JsonReader.readText("netlist.json", json).root();
    return new Reader().netlist(module, mapping(mapping(root, "modules"), module));
  }

  /** How many cells there are of each type, sorted by type. */
  public Map<String, Integer> cellCounts() {
    Map<String, Integer> counts = new TreeMap<>();
    cells.forEach(cell -> counts.merge(cell.type(), 1, Integer::sum));
    return counts;
  }

  private static Mapping mapping(DocumentNode parent, String key) {
    return (Mapping) child(parent, key);
  }

  private static DocumentNode child(DocumentNode parent, String key) {
    DocumentNode.Entry entry = ((Mapping) parent).entries().get(key);
    if (entry == null) {
      throw new IllegalStateException("Yosys wrote no " + key);
    }
    return entry.value();
  }

  /** Numbers nets in the order in which they are met. */
  private static final class Reader {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    Reader() {
      numbers.put("0", LOW);
      numbers.put("1", HIGH);
    }

    GateNetlist netlist(String module, Mapping json) {
      List<Port> ports = new ArrayList<>();
      mapping(json, "ports")
          .entries()
          .forEach((name, entry) ->
              ports.add(
                  new Port(
                      name,
                      text(child(entry.value(), "direction")).equals("input"),
                      nets(child(entry.value(), "bits")))));
      List<Cell> cells = new ArrayList<>();
      mapping(json, "cells")
          .entries()
          .forEach((name, entry) -> {
            boolean isPublic = text(child(entry.value(), "hide_name")).equals("0");
            cells.add(cell(isPublic ? name : "g" + cells.size(), entry.value()));
          });
      Map<Integer, String> names = names(mapping(json, "netnames"));
      return new GateNetlist(module, ports, cells, numbers.size(), names);
    }

    private Cell cell(String name, DocumentNode json) {
      Map<String, Integer> connections = new LinkedHashMap<>();
      mapping(json, "connections")
          .entries()
          .forEach((pin, entry) -> {
            List<Integer> nets = nets(entry.value());
            if (nets.size() == 1) {
              connections.put(pin, nets.getFirst());
            } else if (nets.size() > 1) {
              throw new IllegalStateException(
                  "%s: the cell %s is not mapped".formatted(name, text(child(json, "type"))));
            }
          });
      return new Cell(name, text(child(json, "type")), connections);
    }

    private Map<Integer, String> names(Mapping json) {
      Map<Integer, String> names = new LinkedHashMap<>();
      json.entries()
          .forEach((name, entry) -> {
            if (text(child(entry.value(), "hide_name")).equals("0")) {
              List<Integer> nets = nets(child(entry.value(), "bits"));
              for (int bit = 0; bit < nets.size(); bit++) {
                names.putIfAbsent(nets.get(bit), name + "[" + bit + "]");
              }
            }
          });
      return names;
    }

    private List<Integer> nets(DocumentNode bits) {
      List<Integer> nets = new ArrayList<>();
      for (DocumentNode bit : ((Sequence) bits).items()) {
        nets.add(numbers.computeIfAbsent(constant(text(bit)), _ -> numbers.size()));
      }
      return nets;
    }

    /** What synthesis leaves open is 0. */
    private static String constant(String bit) {
      return bit.equals("x") || bit.equals("z") ? "0" : bit;
    }

    private static String text(DocumentNode node) {
      return ((Scalar) node).text();
    }
  }
}
