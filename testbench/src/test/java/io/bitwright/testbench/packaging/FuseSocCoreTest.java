package io.bitwright.testbench.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Do the FuseSoC core and the scripts name files that the design has, and all of its RTL? */
class FuseSocCoreTest {
  @ParameterizedTest
  @EnumSource(Unit.class)
  void everyFileOfTheCoreIsInTheDesign(Unit unit) {
    GeneratedDesign design = DesignFolder.small(unit);
    Map<?, ?> core = core(design);
    List<String> named = new ArrayList<>();
    for (Object set : section(core, "filesets").values()) {
      for (Object file : (List<?>) requireNonNull(((Map<?, ?>) set).get("files"))) {
        named.add(
            file instanceof Map<?, ?> withType
                ? (String) withType.keySet().iterator().next()
                : (String) file);
      }
    }

    assertThat(design.files().stream().map(GeneratedFile::path).toList()).containsAll(named);
    assertThat(named)
        .containsAll(design.rtlFiles().stream().map(GeneratedFile::path).toList())
        .contains("bench/" + unit.label() + "_bench.cpp", "bench/vectors/run_0.hex");
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void everyTargetUsesFileSetsThatThereAre(Unit unit) {
    Map<?, ?> core = core(DesignFolder.small(unit));
    Map<?, ?> sets = section(core, "filesets");
    Map<?, ?> targets = section(core, "targets");

    assertThat(List.copyOf(targets.keySet()).toString()).contains("lint", "sim", "synth");
    for (Object target : targets.values()) {
      Object used = ((Map<?, ?>) target).get("filesets");
      if (used != null) {
        assertThat(sets.keySet().containsAll((List<?>) used)).as("%s", used).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void scriptsReadAllRtl(Unit unit) {
    GeneratedDesign design = DesignFolder.small(unit);
    for (GeneratedFile file : design.rtlFiles()) {
      assertThat(design.file("synthesise.ys").text()).contains("read_verilog -sv " + file.path());
      assertThat(design.file("synthesise_vivado.tcl").text())
          .contains("read_verilog -sv " + file.path());
    }
  }

  private static Map<?, ?> section(Map<?, ?> core, String name) {
    return (Map<?, ?>) requireNonNull(core.get(name), name);
  }

  private static Map<?, ?> core(GeneratedDesign design) {
    String text = design.file(design.topModule() + ".core").text();
    assertThat(text).startsWith("CAPI=2:\n");
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
