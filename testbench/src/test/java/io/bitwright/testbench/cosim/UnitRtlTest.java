package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.tool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Do the tools take the RTL of every kind of unit without a word? */
class UnitRtlTest {
  private static final int MOST_SETS = 9;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools(ExternalTool.VERILATOR)
  void verilatorLintIsSilent(Unit unit) throws IOException {
    for (UnitModel model : sets(unit)) {
      List<String> command =
          command(ExternalTool.VERILATOR, "--lint-only", "-Wall", "--top-module");
      command.add(unit.label());
      assertSilent(model, command);
    }
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools(ExternalTool.ICARUS)
  void icarusElaboratesWithoutWarnings(Unit unit) throws IOException {
    for (UnitModel model : sets(unit)) {
      List<String> command =
          command(ExternalTool.ICARUS, "-g2012", "-Wall", "-o", "unit.vvp", "-s", unit.label());
      assertSilent(model, command);
    }
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools(ExternalTool.YOSYS)
  void yosysFindsNoProblems(Unit unit) throws IOException {
    UnitModel model = UnitCosims.smallUnit(unit);
    String script =
        "read_verilog -sv %s; hierarchy -check -top %s; proc; check -assert;"
                .formatted(String.join(" ", write(model)), unit.label())
            + " select -assert-none t:$dlatch";
    ToolRun run = ToolRun.of(command(ExternalTool.YOSYS, "-q", "-p", script), folder, LIMIT);
    assertThat(run.exitStatus()).as(run.output()).isZero();
    // Arrays in loops are meant to be registers; Yosys says so for each, as a warning.
    assertThat(run.output().lines().filter(line -> !line.contains("with list of registers")))
        .isEmpty();
  }

  private static List<? extends UnitModel> sets(Unit unit) {
    List<? extends UnitModel> sets = UnitCosims.parameterSets(unit);
    return sets.subList(0, Math.min(MOST_SETS, sets.size()));
  }

  private void assertSilent(UnitModel model, List<String> command) throws IOException {
    List<String> withFiles = new ArrayList<>(command);
    withFiles.addAll(write(model));
    ToolRun run = ToolRun.of(withFiles, folder, LIMIT);
    assertThat(run.output()).as(model.title()).isEmpty();
    assertThat(run.exitStatus()).as(model.title()).isZero();
  }

  /** Writes the RTL, and gives the paths of its files. */
  private List<String> write(UnitModel model) throws IOException {
    GeneratedDesign design = new RtlGenerator().generate(model);
    for (GeneratedFile file : design.rtlFiles()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    return design.rtlFiles().stream().map(GeneratedFile::path).toList();
  }

  private static List<String> command(ExternalTool tool, String... arguments) {
    List<String> command = new ArrayList<>(List.of(tool.get().toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
