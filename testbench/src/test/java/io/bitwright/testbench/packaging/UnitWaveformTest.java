package io.bitwright.testbench.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.vectors.RecordedWaveform;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Is the waveform on each unit's page what its RTL does? */
class UnitWaveformTest {
  private static final Path TEMPLATES =
      Path.of("..", "templates", "src", "main", "resources", "io", "bitwright", "templates");

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools({ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void recordedWaveformIsThatOfTheRtl(Unit unit) throws IOException {
    String found = RecordedWaveform.of(unit, new VerilatorBuild(BuildCache.ofUser()));
    Path file = TEMPLATES.resolve(unit.label()).resolve("waveform.json");
    if ("write".equals(System.getProperty("bitwright.waveforms"))) {
      Files.writeString(file, found);
    }

    assertThat(Files.isRegularFile(file) ? Files.readString(file) : "")
        .as(
            "%s; ./verify -pl testbench -am -Dtest=UnitWaveformTest -Dbitwright.waveforms=write"
                + " -Dsurefire.failIfNoSpecifiedTests=false records it",
            file)
        .isEqualTo(found);
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void pageShowsAWaveformOfEveryPort(Unit unit) {
    GeneratedDesign design = DesignFolder.small(unit);
    String page = design.file("README.md").text();
    assertThat(page).contains("```wavedrom\n");
    String json = page.substring(page.indexOf("```wavedrom\n") + "```wavedrom\n".length());
    JsonNode picture = JsonMapper.shared().readTree(json.substring(0, json.indexOf("```")));

    assertThat(picture.get("signal")).hasSize(1 + design.unitInterface().streams().size());
    for (int i = 0; i < design.unitInterface().streams().size(); i++) {
      JsonNode group = picture.get("signal").get(i + 1);
      assertThat(group.get(0).asString()).isEqualTo(design.unitInterface().streams().get(i).name());
      assertThat(group).hasSize(3 + design.unitInterface().streams().get(i).fields().size());
      int length = picture.get("signal").get(0).get("wave").asString().length();
      for (int line = 1; line < group.size(); line++) {
        assertThat(group.get(line).get("wave").asString()).hasSize(length);
      }
    }
  }
}
