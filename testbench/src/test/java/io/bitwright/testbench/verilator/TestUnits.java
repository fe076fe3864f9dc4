package io.bitwright.testbench.verilator;

import io.bitwright.codegen.unit.Direction;
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
              new StreamPort(
                  "entry",
                  Direction.INPUT,
                  List.of(new StreamField("entry_data_i", 70), new StreamField("entry_tag_i", 3))),
              new StreamPort(
                  "exit",
                  Direction.OUTPUT,
                  List.of(new StreamField("exit_tag_o", 3), new StreamField("exit_data_o", 70)))));

  static final UnitInterface MISBEHAVING =
      new UnitInterface(
          "misbehaving",
          List.of(
              new StreamPort(
                  "request", Direction.INPUT, List.of(new StreamField("request_data_i", 8))),
              new StreamPort(
                  "echo", Direction.OUTPUT, List.of(new StreamField("echo_data_o", 8)))));

  static final UnitInterface REFUSING =
      new UnitInterface(
          "refusing",
          List.of(
              new StreamPort("in", Direction.INPUT, List.of(new StreamField("in_data_i", 1))),
              new StreamPort("out", Direction.OUTPUT, List.of(new StreamField("out_data_o", 1)))));

  static final UnitInterface UNSTEADY =
      new UnitInterface(
          "unsteady",
          List.of(
              new StreamPort("in", Direction.INPUT, List.of(new StreamField("in_data_i", 8))),
              new StreamPort("out", Direction.OUTPUT, List.of(new StreamField("out_data_o", 8)))));

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
