package io.bitwright.testbench.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.model.BenchVectorsModel;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.vectors.BenchVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Does the C++ bench, which needs nothing of Bitwright, pass and fail rightly? */
@Execution(ExecutionMode.CONCURRENT)
class StreamBenchTest {
  private static final List<String> MAKE = List.of("make", "-C", "bench", "OPTIMISE=-O0");

  /** Four runs of the largest dictionary, 4096 entries loaded in each. */
  private static final int MOST_BYTES = 200_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools({ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void benchPassesOnTheRecordedRuns(Unit unit) throws IOException {
    ToolRun run = new DesignFolder(folder).write(DesignFolder.small(unit)).run(MAKE);

    assertThat(run.exitStatus()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("PASS: %d runs, all beats and cycles".formatted(BenchVectorsModel.RUNS));
  }

  @Test
  @RequiresTools({ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void benchFailsOnAnotherBeatAnotherCycleCountAndAMissingBeat() throws IOException {
    GeneratedDesign design = DesignFolder.small(Unit.WEIGHT_STATIONARY_ARRAY);
    DesignFolder files = new DesignFolder(folder).write(design);
    assertThat(files.run(MAKE).exitStatus()).isZero();
    String right = design.file(BenchVectorsModel.path(0)).text();

    int lastBeat = right.stripTrailing().lastIndexOf('\n') + 1;
    String otherBeat =
        right.substring(0, lastBeat)
            + (right.charAt(lastBeat) == '0' ? '1' : '0')
            + right.substring(lastBeat + 1);
    assertThat(play(files, otherBeat)).contains("FAIL: result beat ", "is not the recorded one");
    assertThat(play(files, right.replaceFirst("cycles ([0-9]+)", "cycles 1$1")))
        .contains("FAIL: ", " cycles, not 1");
    assertThat(play(files, right.substring(0, lastBeat))).contains("FAIL: ", " cycles, not ");
  }

  /** What the built bench prints about a run it must refuse. */
  private static String play(DesignFolder files, String vectors) throws IOException {
    Path changed = files.folder().resolve("changed.hex");
    Files.writeString(changed, vectors);
    ToolRun run =
        files.run(
            List.of(files.folder().resolve("bench/build/bench").toString()), changed.toString());
    assertThat(run.exitStatus()).as(run.output()).isEqualTo(1);
    return run.output();
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void recordedRunsAreSmallAndTheSameOnEveryCall(Unit unit) {
    for (UnitModel model : UnitCosims.parameterSets(unit).stream().limit(6).toList()) {
      GeneratedDesign design = BenchVectors.addTo(new RtlGenerator().generate(model));
      List<GeneratedFile> runs =
          design.files().stream().filter(file -> file.path().endsWith(".hex")).toList();

      assertThat(runs).hasSize(BenchVectorsModel.RUNS);
      assertThat(runs.stream().mapToInt(file -> file.text().length()).sum())
          .as(model.title())
          .isLessThan(MOST_BYTES);
      assertThat(BenchVectors.addTo(new RtlGenerator().generate(model))).isEqualTo(design);
    }
  }
}
