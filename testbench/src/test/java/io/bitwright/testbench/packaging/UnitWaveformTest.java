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
  /** A macro of the unit's name for each unit. */
  private static final Path WAVEFORMS =
      Path.of("..", "templates", "src", "main", "resources", "io", "bitwright", "templates")
          .resolve("packaging")
          .resolve("waveforms.ftl");

  private static final String MACRO = "<#macro %s>\n";
  private static final String END = "</#macro>\n";

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools({ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void recordedWaveformIsThatOfTheRtl(Unit unit) throws IOException {
    String found = RecordedWaveform.of(unit, new VerilatorBuild(BuildCache.ofUser()));
    if ("write".equals(System.getProperty("bitwright.waveforms"))) {
      record(unit, found);
    }

    assertThat(recorded(unit))
        .as(
            "%s in %s; ./verify -pl testbench -am -Dtest=UnitWaveformTest"
                + " -Dbitwright.waveforms=write -Dsurefire.failIfNoSpecifiedTests=false records it",
            unit, WAVEFORMS)
        .isEqualTo(found);
  }

  private static String recorded(Unit unit) throws IOException {
    String text = Files.readString(WAVEFORMS);
    String start = MACRO.formatted(unit.label());
    int begin = text.indexOf(start);
    return begin < 0
        ? ""
        : text.substring(begin + start.length(), text.indexOf(END, begin + start.length()));
  }

  /** Writes the picture of a unit behind those of the other units, or in place of its last one. */
  private static synchronized void record(Unit unit, String picture) throws IOException {
    String text = Files.readString(WAVEFORMS);
    String last = MACRO.formatted(unit.label()) + recorded(unit) + END;
    String now = MACRO.formatted(unit.label()) + picture + END;
    Files.writeString(WAVEFORMS, text.contains(last) ? text.replace(last, now) : text + now);
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
