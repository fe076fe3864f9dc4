package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does {@code synth} show the same figures to people, to scripts, and in a record? */
class SynthesisCommandTest {
  private static final String HEAD =
      "unit,settings,module,target,seeds,gated,lut,memory_lut,ff,carry,wide_mux,dsp,block_ram,"
          + "mac_per_cycle,fmax_mhz,yosys\n";
  private static final String CONFIGURATION =
      "weight_stationary_array,rows=2 columns=1 accumulator-rows=1 longest-sum=2,,ecp5,0,no";

  @TempDir private Path folder;

  @Test
  @NeedsYosys
  void figuresAreSharedOutOverTheMultiplyAccumulates() {
    CapturedConsole run = synthesise("--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.shared().readTree(run.out());
    assertThat(document.get("multiplyAccumulatesPerCycle").asInt()).isEqualTo(2);
    JsonNode result = document.get("results").get(0);
    int luts = result.get("area").get("luts").asInt();
    assertThat(luts).isPositive();
    assertThat(result.get("lutsPerMultiplyAccumulate").asDouble()).isEqualTo(luts / 2.0);
    assertThat(result.get("megahertz").isNull()).isTrue();
    assertThat(synthesise().out())
        .contains("multiply-accumulates (MAC) a cycle: 2")
        .containsPattern("ecp5 +" + luts + " ");
  }

  @Test
  @NeedsYosys
  void whatTheClosedFormForetellsStandsBesideIt() {
    JsonNode document = JsonMapper.shared().readTree(synthesise("--json", "--predict").out());

    JsonNode result = document.get("results").get(0);
    double flipFlops = result.get("area").get("flipFlops").asDouble();
    // Two elements are half of the least that was fitted.
    assertThat(result.get("foretold").get("flipFlops").asDouble())
        .isBetween(flipFlops / 2, flipFlops * 2);
    assertThat(synthesise("--predict").out()).containsPattern("\\n {2}foretold +\\d");
    assertThat(synthesise().out()).doesNotContain("foretold");
  }

  private static CapturedConsole synthesise(String... more) {
    String[] arguments = {
      "synth",
      "--unit",
      "weight_stationary_array",
      "--target",
      "ecp5",
      "--set",
      "rows=2",
      "--set",
      "columns=1",
      "--set",
      "accumulator-rows=1",
      "--set",
      "longest-sum=2"
    };
    return CapturedConsole.run(
        Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  @NeedsYosys
  void recordIsMeasuredAndWrittenBack() throws IOException {
    Path record = folder.resolve("record.csv");
    Files.writeString(record, HEAD + CONFIGURATION + ",,,,,,,,,,\n");

    CapturedConsole run = CapturedConsole.run("synth", "--record", record.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    String line = Files.readString(record).lines().toList().get(1);
    assertThat(line).startsWith(CONFIGURATION + ",").matches(".*,\\d+,0,0,2,,\\S+");
    String luts = line.split(",", -1)[6];
    assertThat(run.out()).containsPattern("on ecp5 +- +" + luts + " ");
  }

  @Test
  void recordWithAWrongLineIsLeftAsItIs() throws IOException {
    Path record = folder.resolve("record.csv");
    String text = HEAD + CONFIGURATION.replace("rows=2", "rows=0") + ",,,,,,,,,,\n";
    Files.writeString(record, text);

    CapturedConsole run = CapturedConsole.run("synth", "--record", record.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("rows: 0 is out of range");
    assertThat(record).hasContent(text);
  }
}
