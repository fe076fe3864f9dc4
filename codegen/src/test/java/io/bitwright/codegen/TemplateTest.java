package io.bitwright.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.model.BenchVectorsModel;
import io.bitwright.codegen.model.DesignPackageModel;
import io.bitwright.codegen.model.IpXactModel;
import io.bitwright.codegen.model.PinHarnessModel;
import io.bitwright.codegen.model.PlainVerilogModel;
import io.bitwright.codegen.model.StreamBenchModel;
import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.model.UnitPageModel;
import io.bitwright.codegen.unit.OutputStationaryArrayModel;
import io.bitwright.codegen.unit.SystolicArrayBench;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Are templates short, and do they show only what their records hold? */
class TemplateTest {
  private static final int LONGEST = 250;
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\(?([A-Za-z]\\w*)|<#(?:list|if|elseif) ([A-Za-z]\\w*)|banner=(\\w+)");
  private static final Pattern LOOP_VARIABLE = Pattern.compile("<#list .+ as (\\w+)>");
  private static final Pattern ASSIGNED =
      Pattern.compile("<#(?:assign|import \"[^\"]+\" as) (\\w+)[ >]");
  private static final Pattern MACRO = Pattern.compile("<#macro \\w+ ([\\w ]+)>");

  static Stream<Arguments> templatesAndModels() {
    Stream<Arguments> units =
        Stream.of(Unit.values())
            .map(unit -> unit.configure(Map.of()))
            .flatMap(unit -> Stream.concat(unit.modules().stream(), unit.benches().stream()))
            .map(module -> Arguments.of(module.template(), module.model().getClass()));
    Stream<Arguments> others =
        Stream.of(
            Arguments.of("systolic_array/systolic_array.sv.ftl", WeightStationaryArrayModel.class),
            Arguments.of("systolic_array/grid.sv.ftl", WeightStationaryArrayModel.class),
            Arguments.of("systolic_array/element.sv.ftl", WeightStationaryArrayModel.class),
            Arguments.of("systolic_array/source_checks.sv.ftl", WeightStationaryArrayModel.class),
            Arguments.of("systolic_array/systolic_array_bench.sv.ftl", SystolicArrayBench.class),
            Arguments.of("systolic_array/element.sv.ftl", OutputStationaryArrayModel.class),
            Arguments.of(
                "output_stationary_array/grid_steps.sv.ftl", OutputStationaryArrayModel.class),
            Arguments.of(
                "output_stationary_array/processing_element.sv.ftl",
                OutputStationaryArrayModel.class),
            Arguments.of("harness/verilated_stream_harness.cpp.ftl", StreamHarnessModel.class),
            Arguments.of("harness/model.cpp.ftl", StreamHarnessModel.class),
            Arguments.of("harness/streams.cpp.ftl", StreamHarnessModel.class),
            Arguments.of("packaging/unit_page.md.ftl", UnitPageModel.class),
            Arguments.of("packaging/stream_bench.cpp.ftl", StreamBenchModel.class),
            Arguments.of("packaging/stream_bench_run.cpp.ftl", StreamBenchModel.class),
            Arguments.of("packaging/vectors.hex.ftl", BenchVectorsModel.class),
            Arguments.of("packaging/component.ipxact.xml.ftl", IpXactModel.class),
            Arguments.of("packaging/plain_verilog.v.ftl", PlainVerilogModel.class),
            Arguments.of("packaging/makefile.ftl", DesignPackageModel.class),
            Arguments.of("packaging/synthesise_vivado.tcl.ftl", DesignPackageModel.class),
            Arguments.of("synthesis/pin_harness.v.ftl", PinHarnessModel.class),
            Arguments.of("packaging/constraints.sdc.ftl", DesignPackageModel.class),
            Arguments.of("packaging/constraints.xdc.ftl", DesignPackageModel.class),
            Arguments.of("packaging/file_list.f.ftl", DesignPackageModel.class),
            Arguments.of("packaging/fusesoc.core.ftl", DesignPackageModel.class),
            Arguments.of("packaging/synthesise.ys.ftl", DesignPackageModel.class));
    return Stream.concat(units, others);
  }

  @ParameterizedTest
  @MethodSource("templatesAndModels")
  void everyVariableIsAComponentOrMethodOfTheModel(String template, Class<? extends Record> model)
      throws IOException {
    String text = read(template);
    List<String> known = new ArrayList<>(List.of("banner"));
    Arrays.stream(model.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .forEach(known::add);
    LOOP_VARIABLE.matcher(text).results().forEach(loop -> known.add(loop.group(1)));
    ASSIGNED.matcher(text).results().forEach(assigned -> known.add(assigned.group(1)));
    MACRO
        .matcher(text)
        .results()
        .forEach(macro -> known.addAll(List.of(macro.group(1).split(" "))));
    TreeSet<String> used = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      for (int group = 1; group <= variable.groupCount(); group++) {
        if (variable.group(group) != null) {
          used.add(variable.group(group));
        }
      }
    }
    assertThat(known).containsAll(used);
  }

  @ParameterizedTest
  @MethodSource("templatesAndModels")
  void templateFitsItsLimit(String template, Class<? extends Record> model) throws IOException {
    assertThat(read(template).lines()).as(model.getSimpleName()).hasSizeLessThanOrEqualTo(LONGEST);
  }

  private static String read(String template) throws IOException {
    String resource = "/io/bitwright/templates/" + template;
    try (InputStream stream = Banner.class.getResourceAsStream(resource)) {
      assertThat(stream).as(resource).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
