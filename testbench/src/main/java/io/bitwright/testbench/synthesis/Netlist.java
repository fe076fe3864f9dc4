package io.bitwright.testbench.synthesis;

import io.bitwright.codegen.model.PinHarnessModel.ModulePort;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.DocumentNode.Mapping;
import io.bitwright.spec.document.DocumentNode.Scalar;
import io.bitwright.spec.document.DocumentNode.Sequence;
import io.bitwright.spec.document.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what Yosys writes about a netlist as JSON. */
final class Netlist {
  private Netlist() {}

  /** How many cells of each type a design has, from {@code stat -json}. */
  static Map<String, Integer> cells(Path statistics) {
    Mapping design = mapping(JsonReader.read(statistics).root(), "design");
    Map<String, Integer> cells = new LinkedHashMap<>();
    mapping(design, "num_cells_by_type")
        .entries()
        .forEach((type, entry) -> cells.put(type, Integer.parseInt(text(entry.value()))));
    return cells;
  }

  /** The ports of a module, from {@code write_json}. */
  static List<ModulePort> ports(Path netlist, String module) {
    Mapping modules = mapping(JsonReader.read(netlist).root(), "modules");
    List<ModulePort> ports = new ArrayList<>();
    mapping(mapping(modules, module), "ports")
        .entries()
        .forEach((name, entry) -> {
          boolean isInput = text(child(entry.value(), "direction")).equals("input");
          int bits = ((Sequence) child(entry.value(), "bits")).items().size();
          ports.add(new ModulePort(name, isInput, bits));
        });
    return ports;
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

  private static String text(DocumentNode node) {
    return ((Scalar) node).text();
  }
}
