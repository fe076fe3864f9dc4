package io.bitwright.testbench.verilator;

import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The small units that the harness is tested with. */
final class TestUnits {
  static final UnitInterface TAGGED_FIFO =
      new UnitInterface(
          "tagged_fifo",
          List.of(
              StreamPort.input(
                  "entry",
                  "a beat",
                  StreamField.of("entry_data_i", 70, "data"),
                  StreamField.of("entry_tag_i", 3, "data")),
              StreamPort.output(
                  "exit",
                  "a beat",
                  StreamField.of("exit_tag_o", 3, "data"),
                  StreamField.of("exit_data_o", 70, "data"))));

  static final UnitInterface MISBEHAVING =
      new UnitInterface(
          "misbehaving",
          List.of(
              StreamPort.input("request", "a beat", StreamField.of("request_data_i", 8, "data")),
              StreamPort.output("echo", "a beat", StreamField.of("echo_data_o", 8, "data"))));

  static final UnitInterface REFUSING =
      new UnitInterface(
          "refusing",
          List.of(
              StreamPort.input("in", "a beat", StreamField.of("in_data_i", 1, "data")),
              StreamPort.output("out", "a beat", StreamField.of("out_data_o", 1, "data"))));

  static final UnitInterface UNSTEADY =
      new UnitInterface(
          "unsteady",
          List.of(
              StreamPort.input("in", "a beat", StreamField.of("in_data_i", 8, "data")),
              StreamPort.output("out", "a beat", StreamField.of("out_data_o", 8, "data"))));

  /** Builds for all tests: finding the tools takes longer than finding a library. */
  private static final VerilatorBuild BUILD = new VerilatorBuild(BuildCache.ofUser());

  private TestUnits() {}

  static RtlSource source(UnitInterface unit) {
    String file = unit.topModule() + ".sv";
    try (InputStream in = TestUnits.class.getResourceAsStream(file)) {
      return new RtlSource(
          file, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static VerilatedLibrary build(UnitInterface unit, BuildOptions options) {
    return BUILD.build(unit, List.of(source(unit)), options);
  }
}
