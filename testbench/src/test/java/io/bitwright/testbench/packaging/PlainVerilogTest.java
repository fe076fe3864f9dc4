package io.bitwright.testbench.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.CosimCase;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.cosim.UnitUnderTest;
import io.bitwright.testbench.language.PlainVerilog;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Is a design in Verilog-2005 that language, and the same unit? */
class PlainVerilogTest {
  private static final int CASES = 9;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools({ExternalTool.YOSYS, ExternalTool.ICARUS, ExternalTool.VERILATOR})
  void toolsReadItAsVerilog2005(Unit unit) throws IOException {
    GeneratedDesign design = PlainVerilog.of(DesignFolder.small(unit));
    DesignFolder files = new DesignFolder(folder).write(design);
    String[] rtl = design.rtlFiles().stream().map(GeneratedFile::path).toArray(String[]::new);
    assertThat(rtl).allMatch(path -> path.endsWith(".v"));
    assertThat(design.rtlFiles().getLast().path()).isEqualTo("rtl/" + unit.label() + ".v");

    ToolRun icarus =
        files.run(
            command(ExternalTool.ICARUS, "-g2005", "-Wall", "-o", "u.vvp", "-s", unit.label()),
            rtl);
    assertThat(icarus.output()).isEmpty();
    assertThat(icarus.exitStatus()).isZero();

    ToolRun verilator =
        files.run(
            command(
                ExternalTool.VERILATOR,
                "--lint-only",
                "--language",
                "1364-2005",
                "-Wno-lint",
                "-Wno-UNOPTFLAT",
                "--top-module",
                unit.label()),
            rtl);
    assertThat(verilator.output()).isEmpty();
    assertThat(verilator.exitStatus()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools({ExternalTool.YOSYS, ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void itGivesTheGoldenValuesInTheSimulatedCycles(Unit unit) {
    UnitModel model = UnitCosims.smallUnit(unit);
    GeneratedDesign design = PlainVerilog.of(new RtlGenerator().generate(model));
    Random random = new Random(1);
    List<CosimCase> cases = new ArrayList<>();
    for (int number = 0; number < CASES; number++) {
      cases.add(UnitCosims.draw(model, number, Optional.empty(), random));
    }

    List<CosimResult> results =
        new UnitUnderTest(
                model,
                new VerilatorBuild(BuildCache.ofUser()).build(design, BuildOptions.forTests()))
            .runBackToBack(cases);

    assertThat(results).hasSize(CASES);
    assertThat(results).allSatisfy(one -> assertThat(one.disagreement()).isEmpty());
  }

  private static List<String> command(ExternalTool tool, String... arguments) {
    List<String> command = new ArrayList<>(List.of(tool.get().toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
