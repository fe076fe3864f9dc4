package io.bitwright.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Do the tools take every generated file without a word, and does the bench pass and fail rightly?
 */
class GeneratedRtlTest {
  private static final String TOP = "weight_stationary_array";
  private static final String RTL = "rtl/weight_stationary_array.sv";
  private static final String ACCUMULATOR = "rtl/partial_sum_accumulator.sv";
  private static final String CONTROL = "rtl/stationary_tile_control.sv";
  private static final String BENCH = "bench/weight_stationary_array_bench.sv";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.bitwright.codegen.Designs#all")
  void verilatorLintIsSilent(WeightStationaryArrayModel spec) throws Exception {
    write(spec);
    String[] all = {"--lint-only", "-Wall", "-f", TOP + ".f"};
    assertThat(ExternalTool.VERILATOR.run(folder, all).hasStatus(0).output()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bitwright.codegen.Designs#all")
  void icarusElaboratesWithoutWarnings(WeightStationaryArrayModel spec) throws Exception {
    write(spec);
    assertThat(compileBench().output()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bitwright.codegen.Designs#small")
  void yosysFindsNoProblems(WeightStationaryArrayModel spec) throws Exception {
    write(spec);
    assertYosysFindsNoProblems("read_verilog -sv");
    assertYosysFindsNoProblems("read_verilog -sv -formal");
  }

  private void assertYosysFindsNoProblems(String read) throws Exception {
    String script =
        "%s %s %s %s; hierarchy -check -top %s; proc; check -assert; select -assert-none t:$dlatch"
            .formatted(read, CONTROL, ACCUMULATOR, RTL, TOP);
    String output = ExternalTool.YOSYS.run(folder, "-q", "-p", script).hasStatus(0).output();
    // The grid's arrays are meant to be registers; Yosys says so for each, as a warning.
    assertThat(output.lines().filter(line -> !line.contains("with list of registers"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bitwright.codegen.Designs#small")
  void benchPasses(WeightStationaryArrayModel spec) throws Exception {
    write(spec);
    compileBench();
    assertThat(runBench().hasStatus(0).output()).contains("PASS: 12 products");
  }

  @Test
  void benchPassesOnTheNetlistOfYosys() throws Exception {
    write(WeightStationaryArrayModel.of(3, 4, NumberFormat.TERNARY, 3, 64));
    String script =
        "read_verilog -sv %s %s %s; synth -flatten -top %s; write_verilog -noattr netlist.v"
            .formatted(CONTROL, ACCUMULATOR, RTL, TOP);
    ExternalTool.YOSYS.run(folder, "-q", "-p", script).hasStatus(0);
    ExternalTool.IVERILOG.run(folder, "-g2012", "-o", "bench.vvp", BENCH, "netlist.v").hasStatus(0);
    assertThat(runBench().hasStatus(0).output()).contains("PASS: 12 products");
  }

  @Test
  void benchFailsOnAWrongSum() throws Exception {
    write(WeightStationaryArrayModel.of(3, 5, NumberFormat.INT8, 4, 64));
    edit(RTL, "sum + SumWidth'(product)", "sum - SumWidth'(product)");
    compileBench();
    assertThat(runBench().hasStatus(1).output())
        .contains("FAIL", "expected")
        .doesNotContain("PASS");
  }

  @Test
  void benchFailsOnACycleTooMany() throws Exception {
    write(WeightStationaryArrayModel.of(3, 5, NumberFormat.TERNARY, 4, 64));
    String ready = "load_ready_o = advance_i && !(shadow_full_q && active_full_q)";
    edit(CONTROL, ready, ready + " && (load_index_q != '0 || late_q)");
    edit(
        CONTROL,
        "  assign swap_o",
        "  logic late_q;\n  always_ff @(posedge clk_i) late_q <= load_valid_i;\n  assign swap_o");
    compileBench();
    assertThat(runBench().hasStatus(1).output())
        .contains("one tile, 4 rows, no stalls: 17 cycles, expected 16");
  }

  @Test
  void benchFailsOnAUnitThatHangs() throws Exception {
    write(WeightStationaryArrayModel.of(3, 5, NumberFormat.TERNARY, 4, 64));
    edit(CONTROL, "shadow_full_q <= shadow_full_d;", "shadow_full_q <= 1'b0;");
    compileBench();
    assertThat(runBench().hasStatus(1).output()).contains("FAIL: no result for");
  }

  @Test
  void tooNarrowParameterIsNamed() throws Exception {
    write(WeightStationaryArrayModel.of(3, 5, NumberFormat.INT8, 4, 64));
    ExternalTool.IVERILOG
        .run(
            folder,
            "-g2012",
            "-P" + TOP + ".AccumulatorWidth=3",
            "-s",
            TOP,
            "-o",
            "bench.vvp",
            CONTROL,
            ACCUMULATOR,
            RTL)
        .hasStatus(0);
    assertThat(runBench().hasStatus(1).output())
        .contains("AccumulatorWidth must be at least 18, got 3");
  }

  @Test
  void sourceThatDropsValidIsNamed() throws Exception {
    write(WeightStationaryArrayModel.of(2, 2, NumberFormat.INT8, 4, 64));
    edit(
        BENCH,
        "do @(posedge clk_i); while (!activation_ready_o);",
        "@(posedge clk_i); if (!activation_ready_o) @(negedge clk_i) activation_valid_i = 1'b0;");
    compileBench();
    assertThat(runBench().hasStatus(1).output())
        .contains("stream activation dropped valid before its beat moved");
  }

  @Test
  void passLongerThanTheAccumulatorsIsNamed() throws Exception {
    write(WeightStationaryArrayModel.of(2, 2, NumberFormat.INT8, 4, 64));
    edit(BENCH, "int AccumulatorRows  = 4;", "int AccumulatorRows  = 5;");
    compileBench();
    assertThat(runBench().hasStatus(1).output())
        .contains("stream activation: a pass is longer than the 4 accumulator rows");
  }

  private void write(WeightStationaryArrayModel spec) throws Exception {
    Designs.write(new RtlGenerator().generate(spec), folder);
  }

  private void edit(String path, String from, String to) throws Exception {
    String text = Files.readString(folder.resolve(path));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(path), text.replace(from, to));
  }

  private ExternalTool.Outcome compileBench() throws Exception {
    return ExternalTool.IVERILOG
        .run(folder, "-g2012", "-Wall", "-o", "bench.vvp", BENCH, CONTROL, ACCUMULATOR, RTL)
        .hasStatus(0);
  }

  private ExternalTool.Outcome runBench() throws Exception {
    return ExternalTool.VVP.run(folder, "-n", "bench.vvp");
  }
}
