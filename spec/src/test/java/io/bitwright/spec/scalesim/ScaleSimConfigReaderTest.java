package io.bitwright.spec.scalesim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.scalesim.ScaleSimMemory.Buffer;
import io.bitwright.spec.scalesim.ScaleSimMemory.InterfaceBandwidth;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleSimConfigReaderTest {
  private static final String VERSION_2 =
      """
      [general]
      run_name = GoogleTPU_v1_ws

      # the array
      [architecture_presets]
      ArrayHeight:    256
      ArrayWidth:     128
      IfmapSramSzkB:    6144
      FilterSramSzkB:   4096
      OfmapSramSzkB:    2048
      IfmapOffset:    0
      Dataflow : ws
      Bandwidth : 20

      [run_presets]
      InterfaceBandwidth: USER
      """;

  private static final String LAYOUT =
      """

      [layout]
      IfmapCustomLayout: False
      IfmapSRAMBankBandwidth: 30
      FilterCustomLayout: False
      FilterSRAMBankBandwidth: 40
      """;

  private static final String SPARSITY = "\n[sparsity]\nSparsitySupport : false\n";

  @Test
  void version2TakesAllBandwidthsFromOneKey() {
    ScaleSimConfig config = read(VERSION_2);

    assertThat(config.runName()).isEqualTo("GoogleTPU_v1_ws");
    assertThat(config.array())
        .isEqualTo(new ScaleSimArray(256, 128, ScaleSimDataflow.WEIGHT_STATIONARY));
    assertThat(config.memory())
        .isEqualTo(
            new ScaleSimMemory(
                new Buffer(6144, 20),
                new Buffer(4096, 20),
                new Buffer(2048, 20),
                InterfaceBandwidth.USER));
    assertThat(config.memory().ofmap().activeWords()).isEqualTo(1024 * 1024);
  }

  @Test
  void version3TakesTheBandwidthsOfReadsFromTheLayout() {
    ScaleSimMemory memory = read(VERSION_2 + LAYOUT + SPARSITY).memory();

    assertThat(memory.ifmap().wordsPerCycle()).isEqualTo(30);
    assertThat(memory.filter().wordsPerCycle()).isEqualTo(40);
    assertThat(memory.ofmap().wordsPerCycle()).isEqualTo(20);
  }

  @Test
  void version3WithoutALayoutReadsTenWordsACycle() {
    ScaleSimMemory memory = read(VERSION_2 + SPARSITY).memory();

    assertThat(memory.ifmap().wordsPerCycle()).isEqualTo(10);
    assertThat(memory.filter().wordsPerCycle()).isEqualTo(10);
  }

  @Test
  void theKeysOfTheLayoutMayStandWithTheArchitecture() {
    String keys = "IfmapSRAMBankBandwidth: 30\nFilterSRAMBankBandwidth: 40\nDataflow : ws";
    String text = VERSION_2.replace("Dataflow : ws", keys) + SPARSITY;

    assertThat(read(text).memory().ifmap().wordsPerCycle()).isEqualTo(30);
    assertThat(read(text).memory().filter().wordsPerCycle()).isEqualTo(40);
  }

  @Test
  void anEstimatedBandwidthNeedsNoKey() {
    String text = VERSION_2.replace("USER", "CALC").replace("Bandwidth : 20\n", "");

    assertThat(read(text).memory().interfaceBandwidth()).isEqualTo(InterfaceBandwidth.CALC);
  }

  @Test
  void lettersCaseOfKeysAndTheSignBetweenDoNotMatter() {
    String text =
        VERSION_2
            .replace("ArrayHeight:", "arrayheight =")
            .replace("Bandwidth : 20", "BANDWIDTH=20, 30,40");

    assertThat(read(text)).isEqualTo(read(VERSION_2));
  }

  static Stream<Arguments> wrongLines() {
    return Stream.of(
        arguments(
            "ArrayHeight:    256",
            "ArrayHieght: 256",
            ":5: architecture_presets.ArrayHeight: missing; write a whole number from 1 to 65536;"
                + " \"ArrayHieght\" stands there instead"),
        arguments(
            "ArrayHeight:    256",
            "ArrayHeight: 0",
            ":6: architecture_presets.ArrayHeight: \"0\" is out of range; write a whole number"
                + " from 1 to 65536"));
  }

  static Stream<Arguments> wrongNumbers() {
    return Stream.of(
        arguments(
            "ArrayWidth:     128",
            "ArrayWidth: 12.5",
            ":7: architecture_presets.ArrayWidth: \"12.5\" is not a whole number; write a whole"
                + " number from 1 to 65536"),
        arguments(
            "ArrayWidth:     128",
            "ArrayWidth:",
            ":7: architecture_presets.ArrayWidth: has no value; write a whole number from 1 to"
                + " 65536"),
        arguments(
            "IfmapSramSzkB:    6144",
            "IfmapSramSzkB: 99999999999",
            ":8: architecture_presets.IfmapSramSzkB: \"99999999999\" is out of range; write a whole"
                + " number from 1 to 16777216"),
        arguments(
            "Bandwidth : 20",
            "Bandwidth : fast",
            ":13: architecture_presets.Bandwidth: \"fast\" is not a whole number; write a whole"
                + " number from 1 to 16777216"));
  }

  static Stream<Arguments> wrongWords() {
    return Stream.of(
        arguments(
            "Dataflow : ws",
            "Dataflow : rs",
            ":12: architecture_presets.Dataflow: unknown dataflow \"rs\"; allowed: ws, os, is"),
        arguments(
            "InterfaceBandwidth: USER",
            "InterfaceBandwidth: USR",
            ":16: run_presets.InterfaceBandwidth: unknown mode \"USR\"; allowed: USER, CALC; did"
                + " you mean \"USER\"?"),
        arguments(
            "InterfaceBandwidth: USER",
            "InterfaceBandwidth: USER\nUseRamulatorTrace: True",
            ":17: run_presets.UseRamulatorTrace: latencies from Ramulator are not counted here;"
                + " write false, or leave it out"));
  }

  static Stream<Arguments> wrongSections() {
    return Stream.of(
        arguments(
            "[architecture_presets]",
            "[architecture_preset]",
            ":1: [architecture_presets]: the section is missing; \"architecture_preset\" stands"
                + " there instead"),
        arguments(
            "[general]",
            "# general",
            ":2: \"run_name = GoogleTPU_v1_ws\" stands before the first [section]"),
        arguments(
            "Dataflow : ws",
            "Dataflow ws",
            ":12: \"Dataflow ws\" is neither [section], key: value nor # comment"),
        arguments(
            "Dataflow : ws",
            "Dataflow : ws\ndataflow = os",
            ":13: the key \"Dataflow\" stands here again (first on line 12)"),
        arguments(
            "[run_presets]",
            "[general]",
            ":15: the key \"general\" stands here again (first on line 1)"));
  }

  static Stream<Arguments> whatIsNotCounted() {
    return Stream.of(
        arguments(
            "[run_presets]",
            "[sparsity]\nSparsitySupport : true\n[run_presets]",
            ":16: sparsity.SparsitySupport: sparsity is not counted here; write false, or leave it"
                + " out"),
        arguments(
            "[run_presets]",
            "[sparsity]\nSparsitySupport : maybe\n[run_presets]",
            ":16: sparsity.SparsitySupport: \"maybe\" is neither; write true or false"),
        arguments(
            "[run_presets]",
            "[layout]\nIfmapCustomLayout: True\n[run_presets]",
            ":16: layout.IfmapCustomLayout: bank conflicts of custom layouts are not counted here;"
                + " write false, or leave it out"),
        arguments(
            "Dataflow : ws",
            "Dataflow : ws\nFilterCustomLayout: True",
            ":13: architecture_presets.FilterCustomLayout: bank conflicts of custom layouts are not"
                + " counted here; write false, or leave it out"),
        arguments(
            "[run_presets]",
            "[layout]\n[run_presets]",
            ":15: layout.IfmapSRAMBankBandwidth: missing; write a whole number from 1 to"
                + " 16777216"));
  }

  @ParameterizedTest
  @MethodSource({"wrongLines", "wrongNumbers", "wrongWords", "wrongSections", "whatIsNotCounted"})
  void wrongConfigurationsAreRefusedWithFileLineAndKey(String line, String wrong, String message) {
    assertThat(VERSION_2).contains(line);

    assertThatThrownBy(() -> read(VERSION_2.replace(line, wrong)))
        .isInstanceOf(SpecException.class)
        .hasMessage("my.cfg" + message);
  }

  @Test
  void aFileWithoutSectionsIsRefused() {
    assertThatThrownBy(() -> read("# nothing\n"))
        .isInstanceOf(SpecException.class)
        .hasMessage("my.cfg:1: the file has no section such as [general]");
  }

  private static ScaleSimConfig read(String text) {
    return ScaleSimConfigReader.read("my.cfg", text.getBytes(UTF_8));
  }
}
