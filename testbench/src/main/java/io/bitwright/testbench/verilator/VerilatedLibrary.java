package io.bitwright.testbench.verilator;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.unit.ConstantPort;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * RTL built into a shared library.
 *
 * @param file the shared library
 * @param harness the streams it is driven through
 * @param options how it was built
 * @param constants values of the constant inputs of its models, by name; 0 where none is given
 */
public record VerilatedLibrary(
    Path file, StreamHarnessModel harness, BuildOptions options, Map<String, Long> constants) {
  public VerilatedLibrary {
    constants = Map.copyOf(constants);
    for (String name : constants.keySet()) {
      if (harness.constants().stream().map(ConstantPort::name).noneMatch(name::equals)) {
        throw new IllegalArgumentException(
            harness.topModule() + " has no constant input named " + name);
      }
    }
  }

  /** The same library, whose models see that value at a constant input. */
  public VerilatedLibrary with(String constant, long value) {
    Map<String, Long> all = new LinkedHashMap<>(constants);
    all.put(constant, value);
    return new VerilatedLibrary(file, harness, options, all);
  }
}
