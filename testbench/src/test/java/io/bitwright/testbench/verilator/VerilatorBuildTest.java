package io.bitwright.testbench.verilator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.tool.ToolFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresVerilator
class VerilatorBuildTest {
  private static final RtlSource FIFO = TestUnits.source(TestUnits.TAGGED_FIFO);

  /** An empty cache but for the compiled runtime, which every other test has compiled anyway. */
  private static BuildCache emptyCache(Path folder) throws Exception {
    TestUnits.build(TestUnits.TAGGED_FIFO, BuildOptions.forTests());
    Files.createSymbolicLink(
        folder.resolve("runtime"), BuildCache.ofUser().root().resolve("runtime"));
    return new BuildCache(folder);
  }

  @Test
  void equalInputsAreBuiltOnceAlsoInParallel(@TempDir Path cache) throws Exception {
    BuildCache shared = emptyCache(cache);
    List<Path> files =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(_ -> new VerilatorBuild(shared))
            .map(
                build -> build.build(TestUnits.TAGGED_FIFO, List.of(FIFO), BuildOptions.forTests()))
            .map(VerilatedLibrary::file)
            .toList();
    assertThat(files).containsOnly(files.getFirst());
    try (var folders = Files.list(cache.resolve("unit"))) {
      assertThat(folders).containsExactly(files.getFirst().getParent());
    }
  }

  @Test
  void changedSourceIsAnotherLibrary() {
    VerilatorBuild build = new VerilatorBuild(BuildCache.ofUser());
    RtlSource changed = new RtlSource(FIFO.fileName(), FIFO.text() + "// changed\n");
    BuildOptions options = BuildOptions.forTests();
    assertThat(build.build(TestUnits.TAGGED_FIFO, List.of(changed), options).file())
        .isNotEqualTo(build.build(TestUnits.TAGGED_FIFO, List.of(FIFO), options).file());
  }

  @Test
  void refusedSourceIsReportedWithItsPlaceAndLeavesNothing(@TempDir Path cache) throws Exception {
    VerilatorBuild build = new VerilatorBuild(emptyCache(cache));
    RtlSource broken =
        new RtlSource(FIFO.fileName(), FIFO.text().replace("assign push ", "asign push "));
    assertThatThrownBy(
            () -> build.build(TestUnits.TAGGED_FIFO, List.of(broken), BuildOptions.forTests()))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("verilating tagged_fifo failed")
        .hasMessageContaining("tagged_fifo.sv:")
        .hasMessageContaining("syntax error");
    try (var folders = Files.list(cache.resolve("unit"))) {
      assertThat(folders).isEmpty();
    }
  }

  @Test
  void cacheThatCannotBeWrittenIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    VerilatorBuild build = new VerilatorBuild(new BuildCache(file));
    assertThatThrownBy(
            () -> build.build(TestUnits.TAGGED_FIFO, List.of(FIFO), BuildOptions.forTests()))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("BITWRIGHT_CACHE");
  }
}
